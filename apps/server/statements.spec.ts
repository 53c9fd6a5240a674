import { globSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

/**
 * SQL stands in `<subject>.queries.ts` beside what uses it, so that a service reads as what happens. What a lib says of its tables stands in
 * `tables.ts`, what the transaction scopes set in `libs/base/db/`.
 */
const OWN_FILES = /\.queries\.ts$|\/tables\.ts$|\/migrations\/|\.spec\.ts$|^libs\/base\/db\//;

/** Other files with statements all the same, and why. */
const OUTSIDE: Record<string, string> = {
  'apps/server/health.controller.ts': 'asks only whether the database answers',
};

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
  const files = globSync('{libs,apps/server}/**/*.ts').filter((file) => !OWN_FILES.test(file));
  expect(files.length).toBeGreaterThan(200);
  const found = files.filter((file) => statementsIn(readFileSync(file, 'utf8')) > 0);
  expect(found.sort()).toEqual(Object.keys(OUTSIDE));
});

/**
 * Single rows are read and written by entity (`tx.findOneBy`, `tx.existsBy`, `tx.insert`, `tx.update`, `tx.delete`). SQL is for sets, joins,
 * locks, expressions and what is hot. Files with plain statements of single rows all the same, and why.
 */
const SINGLE_ROWS: Record<string, string> = {
  'apps/server/demo.queries.ts': 'tables of other libs, whose entities are theirs alone',
  'apps/server/master-key.queries.ts': 'tables of other libs, whose entities are theirs alone',
  'libs/base/audit/audit.queries.ts': 'the chain: lock, read and insert are one sequence in SQL',
  'libs/base/due.queries.ts': 'the queue of due work, hot',
  'libs/base/keys/key-ring.queries.ts': 'asked in every scope, in hot transactions, too, which have no entities',
  'libs/base/mail/outbox.queries.ts': 'beside its queue, which takes rows with skip locked',
  'libs/catalog/packages.queries.ts': 'asked in every scope, in hot transactions, too, which have no entities',
  'libs/learning/hand/texts.queries.ts': 'a hot transaction; all drafts of a run',
  'libs/lti/deep-linking/tickets.queries.ts': 'a ticket as the statement that takes it returns it, too',
  'libs/lti/grades/grade-differences.queries.ts': 'only the time at which a course was heard of last',
  'libs/lti/launch/login-states.queries.ts': 'the launch, hot',
  'libs/lti/links/links.queries.ts': 'the launch, hot',
  'libs/lti/platforms/platforms.queries.ts': 'the launch, hot',
  'libs/lti/registration/registrations.queries.ts': 'all identities of a platform or a person',
  'libs/measures/participations/participations.queries.ts': 'days as texts, which the driver would make times of',
  'libs/people/accounts/invitations.queries.ts': 'the record as the other statements of invitations return it',
  'libs/people/accounts/logins.queries.ts': 'asked for unknown addresses, too, in the same time',
  'libs/people/people.queries.ts': 'the launch, hot',
  'libs/people/sessions.queries.ts': 'the launch and each request, hot',
  'libs/rooms/attendance/hours.queries.ts': 'all of a meeting',
  'libs/rooms/live/presence.queries.ts': 'one message to the database, without a transaction of its own',
  'libs/rooms/log/meeting.queries.ts': 'the log of a meeting, hot',
};

const WHERE = String.raw`(?:\w+\.)?\w+ = \$\d+(?: and (?:\w+\.)?\w+ = \$\d+)*`;
const SET = String.raw`\w+ = (?:\$\d+|null|true|false)`;
const PLAIN = [
  new RegExp(String.raw`^select (?:[\w, "*]|\$\{\w+\})+ from \w+ where ${WHERE}(?: limit 1)?$`),
  /^insert into \w+ \([\w, ]+\) values \([$\d, ]+\)$/,
  new RegExp(`^update \\w+ set ${SET}(?:, ${SET})* where ${WHERE}$`),
  new RegExp(String.raw`^delete from \w+ where ${WHERE}$`),
];

function plainIn(source: string): string[] {
  const texts = [...source.matchAll(/`([^`]*)`|'([^'\n]*)'/g)].map(([, template, quoted]) => (template ?? quoted ?? '').replaceAll(/\s+/g, ' ').trim());
  return texts.filter((text) => PLAIN.some((one) => one.test(text)));
}

test.each([
  ['a read by key', 'tx.query(`select name from tenant where id = $1`)', 1],
  ['columns of an entity', 'tx.query(`select ${COLUMNS} from invitation where token_hash = $1`)', 1],
  ['a write', 'tx.query(`update room set title = $3 where tenant = $1 and id = $2`)', 1],
  ['a quoted text', `tx.query('delete from room where tenant = $1 and id = $2')`, 1],
  ['a lock', 'tx.query(`select 1 from room where tenant = $1 and id = $2 for update`)', 0],
  ['a set', 'tx.query(`select name from tenant where id = any($1)`)', 0],
  ['an expression', 'tx.query(`update room set closed_at = coalesce(closed_at, $3) where tenant = $1`)', 0],
])('of single rows: %s', (_, source, found) => {
  expect(plainIn(source)).toHaveLength(found);
});

test('single rows are read and written by entity', () => {
  const files = globSync('{libs,apps/server}/**/*.queries.ts');
  const plain = files.filter((file) => plainIn(readFileSync(file, 'utf8')).length > 0);
  expect(plain.sort()).toEqual(Object.keys(SINGLE_ROWS));
});

/**
 * What a statement gives is named as properties are (`columns`): the compiler does not see that a row of `token_hash` is read as
 * `tokenHash`. Only names that the statement says itself are seen here, and lists of columns that are joined into one.
 */
const LIST = /^(?:[a-z]\.)?[a-z_]+(?: as \S+)?(?:, (?:[a-z]\.)?[a-z_]+(?: as \S+)?)+$/;

function outputsIn(source: string): string[] {
  return [...source.matchAll(/`([^`]*)`|'([^'\n]*)'/g)].flatMap(([, template, quoted]) => {
    let flat = (template ?? quoted ?? '')
      .replaceAll(/\$\{[^}]*\}/g, '?')
      .replaceAll(/\s+/g, ' ')
      .trim();
    for (let before = ''; before !== flat;) [before, flat] = [flat, flat.replaceAll(/\([^()]*\)/g, '?')];
    const given = / returning (.+)$/.exec(flat) ?? /^(?:with (?:(?!insert into ).)+ )?select (?:distinct )?(?:on \? )?(.+?)(?: from (?!\?)|$)/.exec(flat);
    const list = LIST.test(flat) ? flat : (given?.[1] ?? '');
    return list.split(',').flatMap((one) => /(?:^|[ .])(\w+_\w+|\*)$/.exec(one.trim())?.[1] ?? []);
  });
}

test.each([
  ['a read', 'tx.query(`select id, token_hash from invitation where id = $1`)', ['token_hash']],
  ['columns of an alias', 'tx.query(`select distinct on (a.run) a.run, a.unit_id from answer a`)', ['unit_id']],
  ['the end of a change', 'tx.query(`update unit_run set done = $2 where id = $1 returning id, last_at`)', ['last_at']],
  ['a name for another statement', 'tx.query(`with due as (select line_item from grade_due) select line_item from due`)', ['line_item']],
  ['a list of its own', `const COLUMNS = 'id, read_only'`, ['read_only']],
  ['whatever the table has', 'tx.query(`select * from invitation`)', ['*']],
  ['named as the property is', 'tx.query(`select id, token_hash as "tokenHash", ends_at as until from invitation`)', []],
  ['columns of an entity', 'tx.query(`select ${COLUMNS} from invitation where token_hash = $1`)', []],
  ['a function', 'tx.query(`select set_config($1, $2, true), max(last_at) as at from login_failure`)', []],
  ['what is written, behind a name', 'tx.query(`with due as (select 1) insert into due (unit_id) select b.unit_id from b`)', []],
  ['what is written', 'tx.query(`insert into due (unit_id) select b.unit_id from unnest($1::text[]) as b(unit_id)`)', []],
  ['whatever another statement gives', 'tx.query(`select found.* from (${ANSWERS}) found`)', []],
])('names of rows: %s', (_, source, found) => {
  expect(outputsIn(source)).toEqual(found);
});

test('rows have the names of properties', () => {
  const files = globSync('{libs,apps/server}/**/*.queries.ts');
  expect(files.flatMap((file) => outputsIn(readFileSync(file, 'utf8')).map((name) => `${file}: ${name}`))).toEqual([]);
});
