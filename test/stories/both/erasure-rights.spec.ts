import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Clock, Db, type Database } from '#lotse/base';
import { TABLES } from '../../../apps/server/tables.js';
import { freshStorage, openAt, type TestStorage } from '../../world/test-database.js';

/** Names under which a column could mean a person; whatever refers to the table `person` does too. */
const LOOKS_LIKE_ONE = /^(person|recipient|author|actor|subject|caseworker|owner|about|contact|deputy|by|.*_by|session|enrolment|ref|sub|mail_search)$/;

let storage: TestStorage;
let database: Database;
let db: Db;
const tenant = randomUUID();
beforeAll(async () => {
  storage = await freshStorage();
  database = await openAt(storage);
  db = new Db(database.ds, new Clock());
  await db.gate('seed', (tx) => tx.query(`insert into tenant (id, kind, name, locale, created_at) values ($1, 'provider', 'T', 'de', now())`, [tenant]));
});
afterAll(async () => {
  await database?.close();
  await storage?.remove();
});

test('the eraser may read every column that an export hands out', async () => {
  const shown = TABLES.personal.filter((one) => !one.acted);
  const rows = await database.ds.query<{ table: string; column: string }[]>(
    `select c.relname as table, a.attname as column from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
     where n.nspname = 'public' and c.relkind = 'r' and c.relname = any($1) and a.attnum > 0 and not a.attisdropped and a.atttypid <> 'bytea'::regtype
       and not has_column_privilege('lotse_eraser', c.oid, a.attnum, 'select')`,
    [[...new Set(shown.map((one) => one.table))]],
  );
  const secret = new Set(shown.flatMap((one) => (one.secret ?? []).map((column) => `${one.table}.${column}`)));
  expect(rows.map((row) => `${row.table}.${row.column}`).filter((name) => !secret.has(name))).toEqual([]);
});

test('every column that could name a person stands in the list of personal rows, or beside it with its reason', async () => {
  const rows = await database.ds.query<{ table: string; column: string; refers: boolean }[]>(
    `select c.relname as table, a.attname as column,
       exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'f' and k.confrelid = 'person'::regclass and a.attnum = any(k.conkey)) as refers
     from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
     where n.nspname = 'public' and c.relkind = 'r' and c.relname <> 'migrations' and a.attnum > 0 and not a.attisdropped`,
  );
  const listed = new Set(TABLES.personal.flatMap((one) => one.by.map((column) => `${one.table}.${column}`)));
  const found = rows.filter((row) => row.refers || LOOKS_LIKE_ONE.test(row.column)).map((row) => `${row.table}.${row.column}`);
  expect(found.filter((name) => !listed.has(name) && !(name in TABLES.noPerson)).sort()).toEqual([]);
  expect(Object.keys(TABLES.noPerson).filter((name) => !found.includes(name) || listed.has(name))).toEqual([]);
});

test('a table that keeps something of a person until the erasure has a line that deletes it; what stays says why', () => {
  const ways = (table: string) => TABLES.personal.filter((one) => one.table === table);
  for (const { table, fate, because, acted } of TABLES.personal) {
    expect([table, table in TABLES.tables]).toEqual([table, true]);
    if (fate === 'keep') expect([table, because]).toEqual([table, expect.stringMatching(/^(measure|proof|of-others)$/)]);
    if (fate === 'keep' && !acted)
      expect([table, ['measure', 'proof']]).toEqual([table, expect.arrayContaining([TABLES.tables[table]?.retention === 'measure' ? 'measure' : 'proof'])]);
  }
  // of these nothing is about one person: courses, links, what the platform says, how much a server has to do
  const things = ['course', 'line_item', 'roster_sync', 'due_row', 'login_state', 'server_load'];
  const learning = Object.entries(TABLES.tables).filter(([, one]) => ['learning', 'account', 'days'].includes(one.retention));
  const without = learning.map(([table]) => table).filter((table) => !ways(table).some((one) => one.fate === 'delete'));
  expect(without.sort()).toEqual([...things, 'resource_link', 'registration_invite', 'setup_link'].sort());
});

test('the eraser may delete and change what the list says, and nothing else; nobody else deletes answers, grants or the log', async () => {
  const tables = `select c.relname as table from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind = 'r'`;
  const may = async (right: string) =>
    (await database.ds.query<{ table: string }[]>(`${tables} and has_table_privilege('lotse_eraser', c.oid, '${right}') order by 1`)).map((row) => row.table);
  const erased = TABLES.personal.filter((one) => one.fate === 'delete').map((one) => one.table);
  const withParticipation = ['participation', 'participation_phase', 'interruption', 'report', 'report_version', 'question', 'release'];
  expect(await may('delete')).toEqual([...new Set([...erased, ...withParticipation, 'audit', 'role_grant', 'erasure', 'meeting'])].sort());
  expect(await may('insert')).toEqual([]);
  expect(await may('truncate')).toEqual([]);
  const columns = await database.ds.query<{ name: string }[]>(
    `select c.relname || '.' || a.attname as name from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped and has_column_privilege('lotse_eraser', c.oid, a.attnum, 'update')`,
  );
  const set = TABLES.personal.flatMap((one) => [...(one.set ?? '').matchAll(/(\w+) = null/g)].map((found) => `${one.table}.${found[1]}`));
  expect(columns.map((one) => one.name).sort()).toEqual([...new Set([...set, 'release.basis_note'])].sort());
  const others = await database.ds.query<{ table: string }[]>(
    `select table_name as table from information_schema.role_table_grants where grantee = 'lotse_app' and privilege_type = 'DELETE' and table_name in ('answer', 'audit', 'role_grant', 'report', 'report_version', 'release', 'erasure')`,
  );
  expect(others).toEqual([]);
});

test('the eraser reads no hash, no password and no wrapped key', async () => {
  const blind = { account: 'password_hash', key_ring: 'wrapped', session: 'cookie_hash', passkey: 'credential', invitation: 'token_hash' };
  for (const [table, column] of Object.entries(blind)) {
    const read = db.job(tenant, (tx) => db.atEraser(tx, randomUUID(), () => tx.query(`select ${column} from ${table}`)));
    await expect(read).rejects.toThrow(/permission denied/);
  }
});

test('in the eraser’s scope there is one person: rows of others are neither seen nor deleted, and afterwards the old identity holds again', async () => {
  const [mine, other] = [randomUUID(), randomUUID()];
  await db.job(tenant, async (tx) => {
    for (const person of [mine, other]) {
      await db.become(tx, person);
      await tx.query(`insert into person (id, created_at) values ($1, now())`, [person]);
      await tx.query(`insert into identity (tenant, id, person, issuer, sub, created_at, last_seen_at) values ($1, $2, $3, 'x', $4, now(), now())`, [
        tenant,
        randomUUID(),
        person,
        person,
      ]);
      await tx.query(`insert into mastery (person, competence, state, recent, evidence, updated_at) values ($1, 'c', 'new', '[]', 0, now())`, [person]);
    }
  });
  await db.job(tenant, async (tx) => {
    await db.become(tx, other);
    await db.atEraser(tx, mine, async () => {
      expect(await tx.query(`select person from identity`)).toEqual([{ person: mine }]);
      expect((await tx.query<[unknown, number]>(`delete from mastery`))[1]).toBe(0); // a tenant still knows the person
      expect((await tx.query<[unknown, number]>(`delete from identity`))[1]).toBe(1);
      expect((await tx.query<[unknown, number]>(`delete from mastery`))[1]).toBe(1);
      expect((await tx.query<[unknown, number]>(`delete from person`))[1]).toBe(1);
    });
    const [who] = await tx.query<{ person: string; role: string }[]>(`select current_setting('app.person') as person, current_user as role`);
    expect(who).toEqual({ person: other, role: 'lotse_app' });
  });
  expect(await db.job(tenant, (tx) => tx.query(`select person from identity`))).toEqual([{ person: other }]);
});
