import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';

export type Env = Record<string, string>;

/** What a program of ours is given of our own environment: where programs lie, and where Node keeps what it has compiled. */
export function bareEnv(): Env {
  const { PATH = '', NODE_COMPILE_CACHE = '' } = process.env;
  return { PATH, NODE_COMPILE_CACHE };
}

/** A program of ours as a process of its own, with nothing in its environment but what is said here. */
export class Program {
  private static readonly all: Program[] = [];
  private out = '';
  private err = '';
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  constructor(file: string, env: Env, args: string[] = []) {
    const own = { ...bareEnv(), LOTSE_LOG: 'warn', ...env };
    this.child = spawn(process.execPath, [`dist/apps/server/${file}.js`, ...args], { env: own });
    this.child.stdout?.on('data', (data: Buffer) => (this.out += data.toString()));
    this.child.stderr?.on('data', (data: Buffer) => (this.err += data.toString()));
    this.ended = once(this.child, 'close').then(([code]) => code as number | null);
    Program.all.push(this);
  }

  /** The address, once it says that it is ready. */
  async ready(): Promise<string> {
    for (;;) {
      const said = /^Lotse is ready: (\S+)$/m.exec(this.out)?.[1];
      if (said) return said;
      const more = await Promise.race([once(this.child.stdout as NodeJS.ReadableStream, 'data'), this.ended.then(() => null)]);
      if (more === null) throw new Error(`it ended: ${this.err}`);
    }
  }

  /** Waits until it has logged this so often. With LOTSE_LOG=info. */
  async logs(event: string, times = 1): Promise<void> {
    while (this.err.split(`"msg":"${event}"`).length <= times) {
      const more = await Promise.race([once(this.child.stderr as NodeJS.ReadableStream, 'data'), this.ended.then(() => null)]);
      if (more === null) throw new Error(`it ended: ${this.err}`);
    }
  }

  /** Ends it as a lack of power does. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }

  /** Ends it as an operator does. */
  async stop(): Promise<{ code: number | null; seconds: number }> {
    const from = Date.now();
    this.child.kill('SIGTERM');
    return { code: await this.ended, seconds: (Date.now() - from) / 1000 };
  }

  async outcome(): Promise<{ code: number | null; said: string }> {
    return { code: await this.ended, said: (this.out + this.err).trim() };
  }

  /** Ends all that still run, after a test that failed. */
  static async endAll(): Promise<void> {
    for (const { child, ended } of Program.all) if (child.exitCode === null && child.kill('SIGKILL')) await ended;
  }
}

/** Another program that holds a port on both loopbacks. */
export async function holdPort(port: number): Promise<{ free(): void }> {
  const servers = await Promise.all(['127.0.0.1', '::1'].map((host) => listen(port, host)));
  return { free: () => servers.forEach((server) => server.close()) };
}

async function listen(port: number, host: string): Promise<Server> {
  const server = createServer().listen(port, host);
  await once(server, 'listening');
  return server;
}
