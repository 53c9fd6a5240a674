import { globSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

/**
 * Single rows are read and written by entity (`tx.findOneBy`, `tx.existsBy`, `tx.insert`, `tx.update`, `tx.delete`). SQL is for sets, joins,
 * locks, expressions and what is hot. Statements of hot transactions and of the libs' tables have files of their own.
 */
const OWN_FILES = /migrations\/|\.spec\.ts$|\.queries\.ts$|\/tables\.ts$/;

/** Files with plain statements all the same, and why. */
const EXCEPTIONS: Record<string, string> = {
};

const WHERE = String.raw`(?:\w+\.)?\w+ = \$\d+(?: and (?:\w+\.)?\w+ = \$\d+)*`;
const SET = String.raw`\w+ = (?:\$\d+|null|true|false)`;
const PLAIN = [
  new RegExp(String.raw`^select [\w, "*]+ from \w+ where ${WHERE}(?: limit 1)?$`),
  /^insert into \w+ \([\w, ]+\) values \([$\d, ]+\)$/,
  new RegExp(`^update \\w+ set ${SET}(?:, ${SET})* where ${WHERE}$`),
  new RegExp(String.raw`^delete from \w+ where ${WHERE}$`),
];

function plainIn(source: string): string[] {
  const texts = [...source.matchAll(/`([^`]*)`/g)].map((found) => (found[1] ?? '').replaceAll(/\s+/g, ' ').trim());
  return texts.filter((text) => PLAIN.some((one) => one.test(text)));
}

test.each([
  ['a read by key', 'select name from tenant where id = $1', 1],
  ['a write', 'update room set title = $3 where tenant = $1 and id = $2', 1],
  ['a lock', 'select 1 from room where tenant = $1 and id = $2 for update', 0],
  ['a set', 'select name from tenant where id = any($1)', 0],
  ['an expression', 'update room set closed_at = coalesce(closed_at, $3) where tenant = $1', 0],
])('%s', (_, sql, found) => {
  expect(plainIn('tx.query(`' + sql + '`)')).toHaveLength(found);
});

test('single rows are read and written by entity', () => {
  const files = globSync('libs/*/**/*.ts').filter((file) => !OWN_FILES.test(file));
  const plain = files.filter((file) => plainIn(readFileSync(file, 'utf8')).length > 0);
  expect(plain.sort()).toEqual(Object.keys(EXCEPTIONS).sort());
});
