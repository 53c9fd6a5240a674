/** Builds server and web app when their sources are not those of what stands in dist/. Called before start, bench and the like. */
import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { stampOf } from './build-stamp.mjs';

const STAMP = 'dist/.built';
const LOCK = '.lotse/building';
const TURN_MS = 250;
/** So long it may take from making the file to writing into it. */
const EMPTY_MS = 10_000;
const wanted = stampOf('.');

const isBuilt = () =>
  existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted && existsSync('dist/web/index.html') && existsSync('dist/apps/server/main.js');

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** False where another command is building. What a broken build left behind is cleared away. */
function taken() {
  mkdirSync('.lotse', { recursive: true });
  try {
    const file = openSync(LOCK, 'wx');
    writeSync(file, String(process.pid));
    closeSync(file);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  const { mtimeMs } = statSync(LOCK, { throwIfNoEntry: false }) ?? { mtimeMs: Date.now() };
  const pid = existsSync(LOCK) ? Number(readFileSync(LOCK, 'utf8')) : 0;
  if (pid > 0 ? !isRunning(pid) : Date.now() - mtimeMs > EMPTY_MS) rmSync(LOCK, { force: true });
  return false;
}

function build() {
  console.log('Building Lotse …');
  rmSync('dist', { recursive: true, force: true });
  const built = spawnSync('npm', ['run', '--silent', 'build'], { stdio: ['ignore', 'inherit', 'inherit'], shell: process.platform === 'win32' });
  if (built.status !== 0) return false;
  mkdirSync('dist', { recursive: true });
  writeFileSync(STAMP, wanted);
  return true;
}

/** One after the other: who finds another building waits, and takes what that one has built. */
function buildInTurn() {
  let isWaiting = false;
  while (!taken()) {
    if (!isWaiting) console.log('Another command is building Lotse. Waiting …');
    isWaiting = true;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, TURN_MS);
  }
  try {
    return isBuilt() || build();
  } finally {
    rmSync(LOCK, { force: true });
  }
}

if (!isBuilt() && !buildInTurn()) {
  console.error('The build failed. If packages are missing, run: npm ci');
  process.exit(1);
}
