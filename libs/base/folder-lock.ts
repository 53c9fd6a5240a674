import { execFileSync } from 'node:child_process';
import { closeSync, fsyncSync, linkSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';

/**
 * PGlite takes no lock on its folder, and two processes in one folder lose rows without an error: so we take one.
 * The lock names the process by id and start time: a process id that was given to another program later does not hold it.
 * Returns the function that lets go. Throws FolderInUse, whose message is for the person who started the second process.
 */
export function lockFolder(dir: string): () => void {
  const file = `${dir}.lock`;
  const mine = `${process.pid} ${startOf(process.pid) ?? 'unknown'}`;
  for (let attempt = 0; attempt < 5; attempt++) {
    if (create(file, mine)) return () => release(file, mine);
    const held = read(file);
    if (held === undefined) continue;
    const pid = Number(held.split(' ')[0]);
    if (isHolder(held, pid)) throw new FolderInUse(dir, pid);
    takeAway(file, held);
  }
  throw new Error(`Cannot lock ${dir}: another process takes the lock again and again.`);
}

export class FolderInUse extends Error {
  constructor(dir: string, pid: number) {
    super(`The folder ${dir} is in use by another Lotse (process ${pid}). Stop that one first, or set LOTSE_DATA to another folder.`);
  }
}

function create(file: string, text: string): boolean {
  try {
    const fd = openSync(file, 'wx');
    writeSync(fd, text);
    fsyncSync(fd);
    closeSync(fd);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function release(file: string, mine: string): void {
  if (read(file) === mine) rmSync(file, { force: true });
}

function isHolder(held: string, pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  const start = startOf(pid);
  return start !== undefined && held === `${pid} ${start}`;
}

/** Moves a stale lock aside; if meanwhile somebody took it anew, gives it back. */
function takeAway(file: string, stale: string): void {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  try {
    if (read(aside) !== stale) linkSync(aside, file);
  } finally {
    rmSync(aside, { force: true });
  }
}

/** When a process started, in a form that is equal only for the same process; undefined when it does not run. */
function startOf(pid: number): string | undefined {
  const stat = read(`/proc/${pid}/stat`);
  if (stat !== undefined) return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return undefined;
  }
  if (process.platform === 'linux') return undefined;
  if (process.platform === 'win32') return 'running';
  return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' })
    .trim()
    .replaceAll(' ', '_');
}
