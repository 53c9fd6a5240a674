import { execFileSync } from 'node:child_process';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

/** How often to wait 5 ms for another process that is removing a stale lock. */
const PATIENCE = 200;

/**
 * PGlite takes no lock on its folder, and two processes in one folder lose rows without an error: so we take one.
 * The lock names the process by id and start time: a process id that was given to another program later does not hold it.
 * Returns the function that lets go. Throws FolderInUse, whose message is for the person who started the second process.
 */
export function lockFolder(dir: string): () => void {
  const file = `${dir}.lock`;
  const mine = `${process.pid} ${startOf(process.pid) ?? 'unknown'}`;
  const holder = take(file, mine);
  if (holder !== null) throw new FolderInUse(dir, holder);
  return () => release(file, mine);
}

export class FolderInUse extends Error {
  constructor(dir: string, pid: number) {
    super(`The folder ${dir} is in use by another Lotse (process ${pid}). Stop that one first, or set LOTSE_DATA to another folder.`);
  }
}

/** Null when the lock is ours now, else the process that holds it. */
function take(file: string, mine: string): number | null {
  for (let attempt = 1; ; attempt++) {
    if (create(file, mine)) return null;
    const held = read(file);
    if (held === undefined) continue;
    const pid = Number(held.split(' ')[0]);
    if (isHolder(held, pid)) return pid;
    const busy = replaceStale(file, held, mine);
    if (busy !== null && attempt >= PATIENCE) return busy;
    if (busy !== null) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
  }
}

/** A link appears whole or not at all: nobody ever reads a lock that is half written. */
function create(file: string, text: string): boolean {
  const whole = `${file}.${process.pid}`;
  writeFileSync(whole, text, { flush: true });
  try {
    linkSync(whole, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(whole, { force: true });
  }
}

/**
 * Takes a stale lock away under a lock of its own, so that of several who found it stale none takes away the lock of
 * the first. Returns the process that is doing so already, or null.
 */
function replaceStale(file: string, stale: string, mine: string): number | null {
  const guard = `${file}.over`;
  const busy = take(guard, mine);
  if (busy !== null) return busy;
  if (read(file) === stale) rmSync(file);
  release(guard, mine);
  return null;
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
