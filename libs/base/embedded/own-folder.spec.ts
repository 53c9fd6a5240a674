import { chmodSync, existsSync, lstatSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from '@jest/globals';
import { FolderOpen, shutFolder } from './own-folder.js';

const made: string[] = [];
afterEach(() => made.splice(0).forEach((dir) => rmSync(dir, { recursive: true, force: true })));
const modeOf = (path: string) => (lstatSync(path).mode & 0o777).toString(8);

it('a folder that everybody could write becomes its owner alone, with the database in it', () => {
  const dir = mkdtempSync(join(tmpdir(), 'lotse-folder-'));
  made.push(dir);
  mkdirSync(join(dir, 'db', 'base', '5'), { recursive: true });
  const files = ['key', 'erasures.jsonl', 'db/PG_VERSION', 'db/base/5/1259'].map((name) => join(dir, name));
  const folders = ['', 'db', 'db/base', 'db/base/5'].map((name) => join(dir, name));
  for (const file of files) writeFileSync(file, 'x');
  for (const file of files) chmodSync(file, 0o666);
  for (const folder of folders) chmodSync(folder, 0o777);
  shutFolder(dir);
  expect(files.map(modeOf)).toEqual(files.map(() => '600'));
  expect(folders.map(modeOf)).toEqual(folders.map(() => '700'));
});

it('what else lies in the folder keeps its modes: programs would not run any more', () => {
  const dir = mkdtempSync(join(tmpdir(), 'lotse-folder-'));
  made.push(dir);
  mkdirSync(join(dir, 'tools'));
  writeFileSync(join(dir, 'tools', 'chromium'), 'x');
  chmodSync(join(dir, 'tools', 'chromium'), 0o755);
  shutFolder(dir);
  expect([modeOf(dir), modeOf(join(dir, 'tools', 'chromium'))]).toEqual(['700', '755']);
});

it('a folder that cannot be shut is refused with a sentence that says what to do', () => {
  const foreign = '/proc/sys';
  expect(existsSync(foreign)).toBe(true);
  expect(() => shutFolder(foreign)).toThrow(FolderOpen);
  expect(() => shutFolder(foreign)).toThrow(/other users of this machine.*LOTSE_DATA must name a folder/);
});
