import { globSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

/**
 * SQL stands in `<subject>.queries.ts` beside what uses it, so that a service reads as what happens. What a lib says of its tables stands in
 * `tables.ts`, what the transaction scopes set in `libs/base/db/`.
 */
const OWN_FILES = /\.queries\.ts$|\/tables\.ts$|\/migrations\/|\.spec\.ts$|^libs\/base\/db\//;

/** Files with statements all the same, and why. */
const EXCEPTIONS: Record<string, string> = {
  'apps/server/health.controller.ts': 'asks only whether the database answers',
};

/** Libs whose statements are being moved. */
const MOVING = /^libs\/(learning|lti|rooms)\//;

/** Where a text begins as a statement does. */
const STATEMENT =
  /['"`]\s*(?:(?:not\s+)?exists\s*)?\(*\s*(select\s+\S|insert\s+into\s+\S|update\s+(?:only\s+)?\S+\s+(?:\w+\s+)?set\b|delete\s+from\s+\S|with\s+(?:recursive\b|\w+\s*(?:\([^)]*\)\s*)?as\s*(?:(?:not\s+)?materialized\s*)?\())/gi;

function statementsIn(source: string): number {
  const words = [...source.matchAll(STATEMENT)].map(([, text = '']) => text.split(/\s/, 1)[0] ?? '');
  return words.filter((word) => word === word.toLowerCase() || word === word.toUpperCase()).length; // a sentence begins with one capital
}

test.each([
  ['a template', 'tx.query(`select name from tenant where id = $1`)', 1],
  ['a quoted text', `tx.query('select name from tenant')`, 1],
  ['a text in double quotes', `tx.query("delete from tenant where name = 'x'")`, 1],
  ['a text that begins on the next line', 'const SQL = `\n  insert into room (id) values ($1)`', 1],
  ['capitals', 'tx.query(`SELECT 1`)', 1],
  ['an update', 'tx.query(`update room set title = $2`)', 1],
  ['an update under another name', 'tx.query(`update room r set title = $2`)', 1],
  ['a table that is a value', 'tx.query(`update ${at.table} set ${at.column} = $2`)', 1],
  ['a statement that begins with a name for another one', 'tx.query(`with old as (select 1) select * from old`)', 1],
  ['such a name with columns', 'tx.query(`with old (id, at) as (select 1, 2) select * from old`)', 1],
  ['one that goes round', 'tx.query(`with recursive up as (select 1) select * from up`)', 1],
  ['a statement of a hot transaction', '{ name: `run-read`, text: `select 1 from unit_run`, values: [] }', 1],
  ['two that are joined', 'tx.query(`(select 1) union (select 2)`)', 1],
  ['a part that asks by itself', 'const LEFT = `not exists (select from answer a where a.run = r.id)`', 1],
  ['two of them', 'tx.query(`select 1`); tx.query(`select 2`)', 2],
  ['a sentence', '`with seed ${seed} this mistake also fits`', 0],
  ['the beginning of a sentence', `'Select content'`, 0],
  ['a word', `type Change = 'update' | 'insert' | 'select'`, 0],
  ['a word that begins alike', `'selected tasks' + 'updates set in'`, 0],
  ['a comment', '// select one and update the set', 0],
  ['a part of a statement', 'builder.where(`r.tenant = :tenant`)', 0],
  ['a query that is named', 'await lockRun(tx, { tenant, run })', 0],
])('%s', (_, source, found) => {
  expect(statementsIn(source)).toBe(found);
});

test('SQL stands in *.queries.ts', () => {
  const files = globSync('{libs,apps/server}/**/*.ts').filter((file) => !OWN_FILES.test(file) && !MOVING.test(file));
  expect(files.length).toBeGreaterThan(200);
  const found = files.filter((file) => statementsIn(readFileSync(file, 'utf8')) > 0);
  expect(found.sort()).toEqual(Object.keys(EXCEPTIONS).sort());
});
