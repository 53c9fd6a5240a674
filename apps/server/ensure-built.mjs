/** Builds server and web app when their sources are newer than what stands in dist/. Called before start, bench and the like. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';

const STAMP = 'dist/.built';
const SOURCES = ['apps', 'libs', 'package-lock.json', 'nest-cli.json', 'tsconfig.base.json'];

function files(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === 'paraglide' || entry.name === 'node_modules' || entry.name.endsWith('.spec.ts')) return [];
    return files(`${path}/${entry.name}`);
  });
}

const hash = createHash('sha256');
for (const file of SOURCES.flatMap(files).sort()) hash.update(`${file}\n`).update(readFileSync(file));
const wanted = hash.digest('hex');

if (!existsSync(STAMP) || readFileSync(STAMP, 'utf8') !== wanted || !existsSync('dist/web/index.html') || !existsSync('dist/apps/server/main.js')) {
  console.log('Building Lotse …');
  rmSync('dist', { recursive: true, force: true });
  const built = spawnSync('npm', ['run', '--silent', 'build'], { stdio: ['ignore', 'inherit', 'inherit'], shell: process.platform === 'win32' });
  if (built.status !== 0) {
    console.error('The build failed. If packages are missing, run: npm ci');
    process.exit(1);
  }
  mkdirSync('dist', { recursive: true });
  writeFileSync(STAMP, wanted);
}
