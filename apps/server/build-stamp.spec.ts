import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { stampOf } from './build-stamp.mjs';

let root: string;
const write = (file: string, text: string) => {
  mkdirSync(dirname(`${root}/${file}`), { recursive: true });
  writeFileSync(`${root}/${file}`, text);
};
beforeEach(() => {
  root = mkdtempSync(`${tmpdir()}/lotse-stamp-`);
  write('apps/server/main.ts', 'start();');
  write('apps/web/messages/de.json', '{"start":"Los"}');
  write('apps/web/project.inlang/settings.json', '{}');
});
afterEach(() => rmSync(root, { recursive: true }));

test.each([
  ['the words that were compiled', 'apps/web/src/paraglide/messages.js'],
  ['the notes of what compiles them', 'apps/web/project.inlang/README.md'],
  ['its cache', 'apps/web/project.inlang/cache/plugins/one'],
  ['a test', 'apps/server/main.spec.ts'],
])('%s ask for no new build', (_, file) => {
  const before = stampOf(root);
  write(file, 'x');
  expect(stampOf(root)).toBe(before);
});

test.each([
  ['a file of source', 'apps/server/main.ts'],
  ['a new one', 'libs/base/new.ts'],
  ['a message', 'apps/web/messages/de.json'],
  ['the languages there are', 'apps/web/project.inlang/settings.json'],
])('%s that changed asks for a new build', (_, file) => {
  const before = stampOf(root);
  write(file, 'changed');
  expect(stampOf(root)).not.toBe(before);
});
