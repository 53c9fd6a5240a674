import { chmodSync, lstatSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isMainThread } from 'node:worker_threads';

/** Group and all others: nobody of them has anything to do in our folder. */
const OTHERS = 0o077;
const FOLDER = 0o700;
const FILE = 0o600;

/** Thrown where the folder stays open to others; its message is for the person who starts Lotse. */
export class FolderOpen extends Error {
  constructor(path: string, mode: number) {
    super(
      `${path} can be reached by other users of this machine (mode ${(mode & 0o777).toString(8)}), and that could not be changed. ` +
        'LOTSE_DATA must name a folder that belongs to the user who runs Lotse, on a file system that knows permissions.',
    );
  }
}

/**
 * Makes the data folder Lotse's own (0700), with the files in it (0600) and everything in the embedded database, and sees to it
 * that new ones are made so. Windows has no such modes: there the folder's own list of rights counts.
 */
export function shutFolder(dir: string): void {
  mkdirSync(dir, { recursive: true, mode: FOLDER });
  if (process.platform === 'win32') return;
  if (isMainThread) process.umask(OTHERS); // a worker thread may not; it is the process's own
  shut(dir, FOLDER);
  for (const entry of readdirSync(dir, { withFileTypes: true })) {
    if (entry.isFile()) shut(join(dir, entry.name), FILE);
    else if (entry.isDirectory() && entry.name === 'db') shutAll(join(dir, entry.name));
  }
}

/** Everything in a folder. Nothing is done on Windows. */
export function shutAll(dir: string): void {
  if (process.platform === 'win32') return;
  shut(dir, FOLDER);
  for (const entry of readdirSync(dir, { withFileTypes: true })) {
    const path = join(dir, entry.name);
    if (entry.isDirectory()) shutAll(path);
    else if (entry.isFile()) shut(path, FILE);
  }
}

function shut(path: string, mode: number): void {
  if ((lstatSync(path).mode & OTHERS) === 0) return;
  try {
    chmodSync(path, mode);
  } catch {
    // checked below by reading the mode again
  }
  const now = lstatSync(path).mode;
  if ((now & OTHERS) !== 0) throw new FolderOpen(path, now);
}
