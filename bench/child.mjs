/** Servers and loads are processes of their own; they say over the channel when they are ready. */
import { fork } from 'node:child_process';
import { once } from 'node:events';

/** Starts a script and waits for its first message. `ask` sends a message and waits for the answer. */
export async function startChild(script, { args = [], env = {}, execArgv = [], stdio = 'inherit' } = {}) {
  const child = fork(script, args, { env: { ...process.env, NODE_ENV: 'production', ...env }, execArgv, stdio: ['ignore', 'inherit', stdio, 'ipc'] });
  const ended = new Promise((done) => child.once('exit', done));
  const answer = async () => {
    const heard = await Promise.race([once(child, 'message').then(([message]) => ({ message })), ended.then((code) => ({ code }))]);
    if (!('message' in heard)) throw new Error(`${script} ended (${heard.code})`);
    return heard.message;
  };
  const first = await answer();
  return {
    pid: child.pid,
    first,
    ask: (message) => {
      const reply = answer();
      child.send(message);
      return reply;
    },
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      await ended;
    },
  };
}
