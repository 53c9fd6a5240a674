import { spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { BASE_TABLES, type LibTables } from '#lotse/base';
import { CATALOG_TABLES } from '#lotse/catalog';
import { LEARNING_TABLES } from '#lotse/learning';
import { LTI_TABLES } from '#lotse/lti';
import { MEASURE_TABLES } from '#lotse/measures';
import { PEOPLE_TABLES } from '#lotse/people';
import { REPORT_TABLES } from '#lotse/reports';
import { ATTENDANCE_TABLES, ROOM_TABLES } from '#lotse/rooms';

/** What somebody might write, by its file, and the rule that has to forbid it. */
const PLANTED: Record<string, { what: string; text: string; rule: string }> = {
  'libs/people/planted.ts': {
    what: 'a lib that imports from its right',
    text: `import { CatalogService } from '#lotse/catalog';\nexport const planted = CatalogService;\n`,
    rule: 'layer-people',
  },
  'libs/learning/planted.ts': {
    what: 'a lib that imports another past its index.ts',
    text: `import { sha } from '../base/seal.js';\nexport const planted = sha;\n`,
    rule: 'public-api-base',
  },
  'libs/lti/planted.ts': {
    what: 'a second file that imports ltijs',
    text: `import ltijs from 'ltijs';\nexport const planted: unknown = ltijs;\n`,
    rule: 'ltijs-lives-in-one-file',
  },
  'libs/marking/planted.ts': {
    what: 'marking that asks the database',
    text: `import { Db } from '#lotse/base';\nexport const planted = Db;\n`,
    rule: 'marking-stays-pure',
  },
  'libs/marking/circle.ts': {
    what: 'a circle, though only a type closes it',
    text: `import type { Circle } from './circle-too.js';\nexport const planted: Circle = 'x';\n`,
    rule: 'no-circular',
  },
  'apps/web/src/kit/planted.ts': {
    what: 'a part of the kit that imports an area',
    text: `import { grantWord } from '../account/planted.js';\nexport const planted = grantWord;\n`,
    rule: 'web-kit-knows-no-area',
  },
  'apps/web/src/account/planted.ts': {
    what: 'an area of the web app that imports another',
    text: `import TaskPage from '../trainee/task/task-page.js';\nexport const grantWord = TaskPage;\n`,
    rule: 'web-areas-stay-apart',
  },
  'apps/web/src/kit/address/planted.ts': {
    what: 'a circle of two folders, though no file is in one',
    text: `import { useSession } from '../session/session.js';\nexport const planted = useSession;\n`,
    rule: 'web-no-circular-folders',
  },
};
const OTHER_HALF = { file: 'libs/marking/circle-too.ts', text: `export type Circle = string;\nexport const load = () => import('./circle.js');\n` };

/** A copy of the sources: whatever else reads the source meanwhile finds nothing planted there. */
let copy = '';
/** Rule and file of every error in the copy. */
let errors: { rule: string; file: string }[] = [];
beforeAll(() => {
  copy = mkdtempSync(`${tmpdir()}/lotse-layers-`);
  for (const name of ['libs', 'apps', 'test', 'package.json', 'tsconfig.json', 'tsconfig.base.json', '.dependency-cruiser.cjs'])
    cpSync(name, `${copy}/${name}`, { recursive: true });
  symlinkSync(resolve('node_modules'), `${copy}/node_modules`);
  for (const [file, { text }] of Object.entries(PLANTED)) writeFileSync(`${copy}/${file}`, text);
  writeFileSync(`${copy}/${OTHER_HALF.file}`, OTHER_HALF.text);
  const cruise = [resolve('node_modules/dependency-cruiser/bin/dependency-cruise.mjs'), 'libs', 'apps', 'test', '--output-type', 'json'];
  const done = spawnSync(process.execPath, [...cruise, '--config', '.dependency-cruiser.cjs'], { cwd: copy, encoding: 'utf8', maxBuffer: 1e9 });
  const { summary } = JSON.parse(done.stdout) as { summary: { violations: { from: string; rule: { name: string; severity: string } }[] } };
  errors = summary.violations.filter((one) => one.rule.severity === 'error').map((one) => ({ rule: one.rule.name, file: one.from }));
}, 120_000);
afterAll(() => rmSync(copy, { recursive: true, force: true }));

test.each(Object.entries(PLANTED).map(([file, one]) => [one.what, file, one.rule]))('%s is an error', (_, file, rule) => {
  // a circle of files is reported at one of them, one of folders at each folder
  const places = rule === 'no-circular' ? [file, OTHER_HALF.file] : rule.endsWith('circular-folders') ? [dirname(file)] : [file];
  expect(errors.filter((one) => one.rule === rule && places.includes(one.file))).toHaveLength(1);
});

test('the libs as they stand keep to the layer order', () => {
  const planted = [...Object.keys(PLANTED), OTHER_HALF.file];
  // circles of folders are reported at folders where nothing was planted: `npm run lint` finds them in the sources as they stand
  const known = (one: { rule: string; file: string }) => planted.includes(one.file) || one.rule === 'web-no-circular-folders';
  expect(errors.filter((one) => !known(one))).toEqual([]);
});

/** From left to right, with the tables each owns. */
const OWNED: [string, LibTables][] = [
  ['base', BASE_TABLES],
  ['people', PEOPLE_TABLES],
  ['measures', MEASURE_TABLES],
  ['catalog', CATALOG_TABLES],
  ['lti', LTI_TABLES],
  ['learning', LEARNING_TABLES],
  ['rooms', { tables: { ...ROOM_TABLES.tables, ...ATTENDANCE_TABLES.tables } }],
  ['reports', REPORT_TABLES],
];
/** SQL that may name a table of a lib further right, and why. */
const EXCEPTIONS: Record<string, string> = {
  'libs/base/tenants.queries.ts tenant': 'every tenant has a chain of the audit, whose heads are noted',
  'libs/lti/grades/owe.queries.ts unit_grade': 'the answer owes its grade in one statement; learning hands over the names of the units only',
};

function foreignTables(lib: string, sql: string): string[] {
  const at = OWNED.findIndex(([name]) => name === lib);
  const further = new Set(OWNED.slice(at + 1).flatMap(([, { tables }]) => Object.keys(tables)));
  return [...sql.matchAll(/\b(?:from|join|into|update)\s+(?:only\s+)?([a-z_]+)\b/g)].flatMap(([, table = '']) => (further.has(table) ? [table] : []));
}

test('no SQL names a table of a lib further right; migrations are exempt', () => {
  expect(foreignTables('base', 'select 1 from role_grant join audit')).toEqual(['role_grant']);
  const found = OWNED.flatMap(([lib]) =>
    globSync(`libs/${lib}/**/*.ts`)
      .filter((file) => !/migrations|\.spec\.ts$/.test(file))
      .flatMap((file) => foreignTables(lib, readFileSync(file, 'utf8')).map((table) => `${file} ${table}`)),
  );
  expect([...new Set(found)].sort()).toEqual(Object.keys(EXCEPTIONS));
});
