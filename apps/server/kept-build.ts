import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const DIGEST = 64;
const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * What was built last, kept in a file: a server that starts again with the same sources does not build it once more.
 * `of` stands for all that it is built from. Null where nothing, something else or a damaged file is found.
 */
export function keptBuild<T>(file: string, of: string): T | null {
  try {
    const text = readFileSync(file, 'utf8');
    const body = text.slice(DIGEST);
    if (digest(body) !== text.slice(0, DIGEST)) return null;
    const kept = JSON.parse(body) as { of: string; build: T };
    return kept.of === of ? kept.build : null;
  } catch {
    return null; // no file yet, or not readable: it is built anew
  }
}

/** Takes the place of what was kept before, as a whole. Returns false where the folder cannot be written: the next start builds again. */
export function keepBuild(file: string, of: string, build: unknown): boolean {
  const body = JSON.stringify({ of, build });
  const written = `${file}.${randomUUID()}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(written, digest(body) + body, { mode: 0o600 });
    renameSync(written, file);
    return true;
  } catch {
    return false;
  }
}
