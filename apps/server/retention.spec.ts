import { expect, test } from '@jest/globals';
import type { LibTables } from '#lotse/base';
import { TABLES } from './tables.js';

/** Why nothing deletes a row of these by its age. */
const OTHERWISE: Record<string, string> = {
  due_row: 'goes when its work is done',
  course: 'a course of the LMS, about nobody',
  line_item: 'a column of the LMS, about nobody',
  resource_link: 'a link of the LMS, about nobody',
  roster_sync: 'how far a roster was read, about nobody',
  measure: 'the measure itself, about nobody',
};

/** What the nightly work and the end of a participation delete: the statements are taken down, nothing is asked of a database. */
async function deleted(): Promise<Set<string>> {
  const said: string[] = [];
  const row = { seq: 1, hash: Buffer.alloc(32), id: 'x' };
  const query = (sql: string) => {
    said.push(sql);
    return Promise.resolve([row]);
  };
  const tx = { query, update: () => Promise.resolve() } as never;
  const db = { atEraser: (_: unknown, __: unknown, story: () => Promise<unknown>) => story() } as never;
  const by = { db, seal: { seal: () => Promise.resolve(Buffer.alloc(1)) } as never, audit: { write: () => Promise.resolve() } as never };
  const [tenant, now] = ['t', new Date()];
  for (const lib of TABLES.libs as LibTables[]) {
    await lib.sweep?.(tx, { tenant, now });
    await lib.sweepGate?.(tx, now);
    await lib.endProofs?.(by, tx, { tenant, before: now });
    await lib.eraseParticipations?.(by, tx, { tenant, ids: ['x'] });
  }
  return new Set(said.flatMap((sql) => [...sql.matchAll(/delete from (\w+)/g)].map((found) => found[1] ?? '')));
}

test('each class of retention is acted on: by age each night, with the participation, or with the person', async () => {
  const byAge = await deleted();
  const byPerson = new Set(TABLES.personal.filter((one) => one.fate !== 'keep' && !one.acted).map((one) => one.table));
  const acts: Record<string, (table: string) => boolean> = {
    measure: (table) => byAge.has(table),
    proof: (table) => byAge.has(table),
    meeting: (table) => byAge.has(table),
    days: (table) => byAge.has(table) || byPerson.has(table),
    learning: (table) => byPerson.has(table),
    account: (table) => byPerson.has(table),
    installation: () => true,
    public: () => true,
  };
  const nobody = Object.entries(TABLES.tables).flatMap(([table, { retention }]) => (acts[retention]?.(table) ? [] : [table]));
  expect(nobody.sort()).toEqual(Object.keys(OTHERWISE).sort());
});
