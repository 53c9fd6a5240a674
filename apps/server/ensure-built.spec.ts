import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';

/** Writes down that it was called, takes a moment, and leaves what a build leaves. */
const BUILD = `import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
appendFileSync('built.log', 'x');
await new Promise((done) => setTimeout(done, 1_500));
mkdirSync('dist/web', { recursive: true });
mkdirSync('dist/apps/server', { recursive: true });
writeFileSync('dist/web/index.html', '');
writeFileSync('dist/apps/server/main.js', '');`;
let dir = '';

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'lotse-built-'));
  mkdirSync(join(dir, 'apps/server'), { recursive: true });
  for (const file of ['ensure-built.mjs', 'build-stamp.mjs']) cpSync(join(import.meta.dirname, file), join(dir, 'apps/server', file));
  writeFileSync(join(dir, 'package.json'), JSON.stringify({ type: 'module', scripts: { build: 'node build.mjs' } }));
  writeFileSync(join(dir, 'build.mjs'), BUILD);
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

async function ensureBuilt(): Promise<number | null> {
  const child = spawn(process.execPath, ['apps/server/ensure-built.mjs'], { cwd: dir, stdio: 'ignore' });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code;
}
const builds = () => readFileSync(join(dir, 'built.log'), 'utf8').length;

test('two commands that find the build missing at the same moment build once', async () => {
  expect(await Promise.all([ensureBuilt(), ensureBuilt()])).toEqual([0, 0]);
  expect(builds()).toBe(1);
  expect(await ensureBuilt()).toBe(0);
  expect(builds()).toBe(1);
}, 30_000);

test('a command that was ended in the middle of its build keeps nobody waiting', async () => {
  mkdirSync(join(dir, '.lotse'));
  writeFileSync(join(dir, '.lotse/building'), '999999999');
  expect(await ensureBuilt()).toBe(0);
  expect(builds()).toBe(1);
}, 30_000);
