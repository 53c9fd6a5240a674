import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Clock, Db, openDatabase, type Database } from '#lotse/base';
import { ENTITIES } from '../../../apps/server/entities.js';
import { freshStorage, type TestStorage } from '../../world/test-database.js';

let storage: TestStorage;
let database: Database;
let db: Db;
const clock = new Clock();
const [A, B] = [randomUUID(), randomUUID()] as [string, string];

beforeAll(async () => {
  storage = await freshStorage();
  database = await openDatabase({ ...storage, poolSize: 1 }, ENTITIES); // the same connection is asked again and again
  db = new Db(database.ds, clock);
  for (const id of [A, B]) {
    await db.gate('seed', (tx) =>
      tx.query(`insert into tenant (id, kind, name, locale, created_at) values ($1, 'provider', 'T', 'de', $2)`, [id, clock.now()]),
    );
    await db.job(id, (tx) =>
      tx.query(
        `insert into measure (tenant, id, number, name, procedure_branch, variant, group_limit, funding_body, starts_on, created_at) values ($1, $2, $3, 'M', '10', 'V2024', 6, 'AGENTUR', '2026-01-01', now())`,
        [id, randomUUID(), `of ${id}`],
      ),
    );
  }
});
afterAll(async () => {
  await database?.close();
  await storage?.remove();
});

const ask = (tenant: string, text: string, values: unknown[]) => db.job(tenant, (tx) => tx.query<{ number: string }[]>(text, values));
/** How often the connection keeps a plan of this statement. */
async function keptOf(text: string): Promise<number> {
  const rows = await database.ds.query<{ statement: string }[]>('select statement from pg_prepared_statements');
  return rows.filter((row) => row.statement === text).length;
}

test('what a connection is asked again and again is planned once, what it is asked once is not kept', async () => {
  const [often, once] = ['select number from measure where name = $1', 'select number from measure where name <> $1'];
  for (let i = 0; i < 3; i++) expect(await ask(A, often, ['M'])).toEqual([{ number: `of ${A}` }]);
  await ask(A, once, ['']);
  expect([await keptOf(often), await keptOf(once)]).toEqual([1, 0]);
});

test('a kept plan shows each tenant its own rows, and the gate none', async () => {
  const text = 'select number from measure where number <> $1';
  // more often than it takes the server to choose one plan for all values
  for (let round = 0; round < 10; round++) {
    for (const tenant of [A, B]) expect(await ask(tenant, text, [''])).toEqual([{ number: `of ${tenant}` }]);
    await expect(db.gate('session', (tx) => tx.query(text, ['']))).rejects.toThrow(/permission denied/);
  }
  expect([await keptOf(text), await database.ds.query(text, [''])]).toEqual([1, []]);
});

test('a statement that failed the second time is asked well the third time', async () => {
  const text = 'select number from measure where name = $1 or number = $1';
  await ask(A, text, ['M']);
  const broken = db.job(A, async (tx) => {
    await tx.query('select 1/0').catch(() => undefined);
    await tx.query(text, ['M']); // the transaction is aborted: nothing is read any more
  });
  await expect(broken).rejects.toThrow(/aborted/);
  for (let i = 0; i < 2; i++) expect(await ask(A, text, ['M'])).toHaveLength(1);
});

test('what names no columns is not kept: another server that adds one would break it', async () => {
  const texts = ['select * from measure where name = $1', 'select m.* from measure m where name = $1', 'update measure set name = $1 returning *'];
  for (const text of texts) {
    for (let i = 0; i < 3; i++) await ask(A, text, ['M']);
    expect([text, await keptOf(text)]).toEqual([text, 0]);
  }
});

test('a list of thousands is planned for its own size, a short one from the kept plan', async () => {
  const text = 'select number from measure where name = any($1)';
  const names = (count: number) => [Array.from({ length: count }, () => 'M')];
  for (let i = 0; i < 3; i++) expect(await ask(A, text, names(2000))).toHaveLength(1);
  expect(await keptOf(text)).toBe(0);
  for (let i = 0; i < 3; i++) expect(await ask(A, text, names(3))).toHaveLength(1);
  expect(await keptOf(text)).toBe(1);
});

test('a connection keeps a bounded number of plans, however many statements there are', async () => {
  for (let i = 0; i < 450; i++) for (let round = 0; round < 2; round++) await ask(A, `select ${i}::text as number where $1 = ''`, ['']);
  const [row] = await database.ds.query<{ kept: number }[]>('select count(*)::int as kept from pg_prepared_statements');
  expect(row?.kept).toBeGreaterThan(300);
  expect(row?.kept).toBeLessThanOrEqual(400);
});
