import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { keepBuild, keptBuild } from './kept-build.js';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(`${tmpdir()}/lotse-kept-`);
  file = `${folder}/data/content-build.json`;
});
afterEach(() => rmSync(folder, { recursive: true }));

test('what was built is there again for the same sources, and for no others', () => {
  expect(keptBuild(file, 'monday')).toBeNull();
  expect(keepBuild(file, 'monday', { units: ['ä'] })).toBe(true);
  expect(keptBuild(file, 'monday')).toEqual({ units: ['ä'] });
  expect(keptBuild(file, 'tuesday')).toBeNull();
  keepBuild(file, 'tuesday', { units: [] });
  expect(keptBuild(file, 'tuesday')).toEqual({ units: [] });
  expect(readdirSync(`${folder}/data`)).toEqual(['content-build.json']);
});

test.each([
  ['cut off', (text: string) => text.slice(0, -5)],
  ['empty', () => ''],
  ['altered', (text: string) => text.replace('units', 'Units')],
])('a file that is %s counts as none', (_what, damage) => {
  keepBuild(file, 'monday', { units: ['a'] });
  writeFileSync(file, damage(readFileSync(file, 'utf8')));
  expect(keptBuild(file, 'monday')).toBeNull();
});

test('a folder that cannot be written keeps nothing, and says so', () => {
  writeFileSync(`${folder}/data`, 'a file, no folder');
  expect(keepBuild(file, 'monday', {})).toBe(false);
});
