/** Builds server and web app when their sources are not those of what stands in dist/. Called before start, bench and the like. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { stampOf } from './build-stamp.mjs';

const STAMP = 'dist/.built';
const wanted = stampOf('.');

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
