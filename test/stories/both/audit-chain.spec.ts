import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { Audit, AuditHeads, Clock, Db, Log, Seal, verifyAudit, type Database } from '#lotse/base';
import { hashOf } from '../../../libs/base/audit/audit.js';
import type { AuditRow } from '../../../libs/base/audit/audit.queries.js';
import { databaseKind, freshStorage, openAt, type TestStorage } from '../../world/test-database.js';

let storage: TestStorage;
let database: Database;
let db: Db;
let folder: string;
let heads: AuditHeads;
let rows: AuditRow[];
const clock = new Clock();
const seal = () => new Seal('k'.repeat(40), clock);
const [A, B] = [randomUUID(), randomUUID()] as [string, string];

beforeAll(async () => {
  storage = await freshStorage();
  database = await openAt(storage);
  db = new Db(database.ds, clock);
  for (const id of [A, B])
    await db.gate('seed', (tx) =>
      tx.query(`insert into tenant (id, kind, name, locale, created_at) values ($1, 'provider', 'T', 'de', $2)`, [id, clock.now()]),
    );
  const audit = new Audit(clock, seal());
  for (let i = 0; i < 3; i++) await db.job(A, (tx) => audit.write(tx, { tenant: A, actor: null, event: 'test.happened', details: { b: i, a: 'x' } }));
  await Promise.all([1, 2, 3, 4].map(() => db.job(B, (tx) => audit.write(tx, { tenant: B, actor: null, event: 'test.parallel' }))));
  rows = await db.job(A, (tx) => tx.query<AuditRow[]>(`select * from audit where tenant = $1 order by seq`, [A]));
  folder = mkdtempSync(join(tmpdir(), 'lotse-heads-'));
  heads = new AuditHeads({ db, clock, log: new Log('error', () => undefined) }, folder);
  await heads.note();
  await asOwner((ds) => ds.query(`alter table audit no force row level security`));
});
afterAll(async () => {
  await database?.close();
  await storage?.remove();
  if (folder) rmSync(folder, { recursive: true });
});

const verify = (noted = heads.read()) => verifyAudit({ db, seal: seal() }, noted);
const put = (row: AuditRow) =>
  asOwner((ds) =>
    ds.query(`insert into audit (tenant, seq, at, event, details, prev, hash, key) values ($1, $2, $3, $4, $5, $6, $7, $8)`, [
      ...[A, row.seq, row.at, row.event, row.details, row.prev, row.hash, row.key],
    ]),
  );
const cut = (from: number) => asOwner((ds) => ds.query(`delete from audit where tenant = $1 and seq >= $2`, [A, from]));

/** Writes the chain anew from one entry on, as somebody does who knows how hashes are made and has no key. */
async function rewrite(from: number, key: string | null): Promise<void> {
  await cut(from);
  let prev = rows[from - 2]?.hash ?? Buffer.alloc(32);
  for (const row of rows.slice(from - 1)) {
    const changed = { ...row, event: 'test.nothing', key, prev };
    prev = (await hashOf(changed, () => Promise.resolve(Buffer.alloc(32, 7)))) ?? prev;
    await put({ ...changed, hash: prev });
  }
}

test('chains that nobody touched hold', async () => {
  expect(await verify()).toEqual({ entries: 7, faults: [] });
  expect(rows.every((row) => row.key !== null)).toBe(true);
});

test.each<[string, () => Promise<unknown>, boolean, number, string]>([
  ['its end is cut off', () => cut(3), true, 3, 'missing'],
  ['all of it is gone', () => cut(1), true, 1, 'missing'],
  ['its middle is written anew, with the name of the key', () => rewrite(2, rows[0]?.key ?? null), true, 2, 'changed'],
  ['its middle is written anew, as if there were no keys', () => rewrite(2, null), true, 2, 'changed'],
  ['all of it is written anew, as if there were no keys', () => rewrite(1, null), true, 3, 'changed'],
  ['all of it is written anew, and the noted heads are gone as well', () => rewrite(1, null), false, 3, 'changed'],
  ['all of it is gone, and the noted heads as well', () => cut(1), false, 1, 'changed'],
])('a chain does not hold when %s', async (_, spoil, withHeads, seq, what) => {
  await spoil();
  const { faults } = await verify(withHeads ? heads.read() : []);
  await cut(1);
  for (const row of rows) await put(row);
  expect(faults).toEqual([{ tenant: A, seq, what }]);
  expect(await verify()).toEqual({ entries: 7, faults: [] });
});

test('a tenant that is gone with its chain is told', async () => {
  const gone = { tenant: randomUUID(), seq: 5, hash: 'a'.repeat(64), at: clock.now().toISOString() };
  expect((await verify([...heads.read(), gone])).faults).toEqual([{ tenant: gone.tenant, seq: 1, what: 'missing' }]);
});

/** As the owner of the tables, past every policy of `audit`. */
async function asOwner<T>(story: (ds: DataSource) => Promise<T>): Promise<T> {
  if (databaseKind === 'embedded') {
    await database.ds.query('set session authorization postgres');
    try {
      return await story(database.ds);
    } finally {
      await database.ds.query('set session authorization lotse_app');
    }
  }
  const ds = await new DataSource({ ...(database.ds.options as Extract<DataSourceOptions, { type: 'postgres' }>), poolSize: 1, extra: {} }).initialize();
  try {
    return await story(ds);
  } finally {
    await ds.destroy();
  }
}
