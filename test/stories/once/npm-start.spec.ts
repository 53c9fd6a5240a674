import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { freePort } from '../../world/ports.js';
import { bareEnv } from '../../world/program.js';

const isAnswering = (port: number): Promise<boolean> =>
  fetch(`http://localhost:${port}/health/live`).then(
    (reply) => reply.ok,
    () => false,
  );

test('a SIGTERM to npm start ends the server too: npm ends the shell between, and hands nothing on', async () => {
  const dir = mkdtempSync(`${tmpdir()}/lotse-npm-`);
  const [port, lmsPort] = [await freePort(['127.0.0.1', '::1']), await freePort(['127.0.0.1', '127.0.0.2'])];
  const env = {
    ...bareEnv(),
    LOTSE_LOG: 'warn',
    LOTSE_DATA: dir,
    PORT: String(port),
    DEMO_LMS_PORT: String(lmsPort),
    LOTSE_URL: `http://localhost:${port}`,
  };
  // as npm does: a shell that waits for the server
  const shell = spawn('sh', ['-c', `"${process.execPath}" dist/apps/server/main.js; exit $?`], {
    env: { ...env, npm_lifecycle_event: 'start' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  shell.stdout.on('data', (data: Buffer) => (said += data.toString()));
  for (let i = 0; i < 1_500 && !said.includes('Lotse is ready'); i++) await wait(100);
  expect(await isAnswering(port)).toBe(true);
  shell.kill('SIGTERM');
  await once(shell, 'exit');
  for (let i = 0; i < 200 && (await isAnswering(port)); i++) await wait(100);
  expect(await isAnswering(port)).toBe(false);
  rmSync(dir, { recursive: true, force: true });
}, 240_000);
