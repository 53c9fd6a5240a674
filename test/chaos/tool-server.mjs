/** The real server as a process of its own, which can be killed. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../dist/apps/server/main.js', import.meta.url));
/** How long a start takes is a matter of the machine: beside other work it was once not over after a minute. */
const PATIENCE_MS = 180_000;
const NO_SETTINGS = { DATABASE_URL: '', LOTSE_DEMO: '', SMTP_URL: '', MAIL_FROM: '' };

export class ToolServer {
  #child = null;
  #log = '';
  #ended = Promise.resolve(null);

  /** `env` holds every setting: what the shell has set for another Lotse is switched off. */
  constructor(env) {
    this.env = { ...process.env, ...NO_SETTINGS, ...env };
  }

  /** Starts it without waiting. */
  launch() {
    this.#log = '';
    const child = spawn(process.execPath, [MAIN], { env: this.env, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (data) => {
        this.#log = (this.#log + data).slice(-8_000);
      });
    this.#ended = new Promise((done) => child.once('close', (code, signal) => done(signal ?? code)));
    this.#child = child;
  }

  /** Starts it and waits until it is ready; returns how many milliseconds that took. */
  async start() {
    const begun = performance.now();
    this.launch();
    const child = this.#child;
    const ready = new Promise((done) =>
      child.stdout.on('data', () => {
        if (this.#log.includes('Lotse is ready')) done('ready');
      }),
    );
    const late = new Promise((done) => setTimeout(done, PATIENCE_MS, 'late').unref());
    const what = await Promise.race([ready, late, this.#ended]);
    if (what !== 'ready') throw new Error(`the server did not start (${what}):\n${this.#log}`);
    return Math.round(performance.now() - begun);
  }

  /** Ends it without a chance to say goodbye. */
  async kill() {
    this.#child.kill('SIGKILL');
    const how = await this.#ended;
    if (how !== 'SIGKILL') throw new Error(`the server ended by itself (${how}):\n${this.#log}`);
  }

  /** Ends it as a service manager does; returns its exit code. */
  stop() {
    this.#child.kill('SIGTERM');
    return this.#ended;
  }

  /** After a test that failed halfway: leaves nothing running. */
  async end() {
    this.#child?.kill('SIGKILL');
    await this.#ended;
  }

  get log() {
    return this.#log;
  }
}
