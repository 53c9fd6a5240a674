/** A throw-away PostgreSQL cluster on its own port, as user postgres and outside the clone where run as root. */
import { execFileSync, spawn } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';

const freePort = () =>
  new Promise((done) => {
    const s = createServer().listen(0, '127.0.0.1', () => {
      const { port } = s.address();
      s.close(() => done(port));
    });
  });

function postgresUser() {
  if (process.getuid?.() !== 0) return {};
  const [uid, gid] = ['-u', '-g'].map((flag) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' })));
  return { uid, gid };
}

/** Returns { url, port, kill, start, stop }: `url` is for a role that may create roles and databases but is no superuser. */
export async function startCluster({ bin, env }, settings = []) {
  const user = postgresUser();
  const dir = mkdtempSync(`${tmpdir()}/lotse-pg-`);
  if (user.uid !== undefined) chownSync(dir, user.uid, user.gid);
  const as = { ...user, env: { ...env, LC_ALL: 'C.UTF-8', TZ: 'UTC' }, cwd: dir };
  execFileSync(`${bin}/initdb`, ['-D', `${dir}/data`, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '-N'], { ...as, stdio: 'ignore' });
  const port = await freePort();
  writeFileSync(`${dir}/init.sql`, `create role lotse_owner login createrole createdb; create database lotse owner lotse_owner;`);
  let server;
  const start = async () => {
    const options = ['-c', 'max_connections=120', '-c', 'shared_buffers=128MB', ...settings.flatMap((one) => ['-c', one])];
    server = spawn(`${bin}/postgres`, ['-D', `${dir}/data`, '-p', String(port), '-h', '127.0.0.1', '-k', dir, ...options], {
      ...as,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let log = '';
    server.stderr.on('data', (data) => {
      log = (log + data).slice(-4000);
    });
    for (let i = 0; i < 200; i++) {
      try {
        execFileSync(`${bin}/psql`, ['-h', '127.0.0.1', '-p', String(port), '-U', 'postgres', '-c', 'select 1', 'postgres'], { ...as, stdio: 'ignore' });
        return;
      } catch {
        await wait(50);
      }
      if (server.exitCode !== null) break;
    }
    throw new Error(`PostgreSQL did not start:\n${log}`);
  };
  await start();
  execFileSync(`${bin}/psql`, ['-q', '-h', '127.0.0.1', '-p', String(port), '-U', 'postgres', '-f', `${dir}/init.sql`, 'postgres'], as);
  const ended = () => new Promise((done) => (server.exitCode !== null || server.signalCode !== null ? done() : server.on('exit', done)));
  return {
    port,
    url: `postgres://lotse_owner@127.0.0.1:${port}/lotse`,
    superUrl: `postgres://postgres@127.0.0.1:${port}/lotse`,
    start,
    kill: async () => {
      server.kill('SIGKILL');
      await ended();
    },
    stop: async () => {
      server.kill('SIGINT');
      await ended();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
