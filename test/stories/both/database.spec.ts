import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { PoolClient } from 'pg';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { Clock, Db, Due, Log, Seal, type Database } from '#lotse/base';
import { TABLES } from '../../../apps/server/tables.js';
import { databaseKind, freshStorage, openAt, type TestStorage } from '../../world/test-database.js';

let storage: TestStorage;
let database: Database;
let db: Db;
const clock = new Clock();
const [A, B] = [randomUUID(), randomUUID()] as [string, string];

beforeAll(async () => {
  storage = await freshStorage();
  database = await openAt(storage);
  db = new Db(database.ds, clock);
  for (const id of [A, B])
    await db.gate('seed', (tx) =>
      tx.query(`insert into tenant (id, kind, name, locale, created_at) values ($1, 'provider', 'T', 'de', $2)`, [id, clock.now()]),
    );
});
afterAll(async () => {
  await database?.close();
  await storage?.remove();
});

test('entities and migrations agree: nothing would be changed', async () => {
  const { upQueries } = await asOwner((ds) => ds.driver.createSchemaBuilder().log());
  // foreign keys (fk_) and checks (ck_) stand in the migrations alone, because relations stop at the wall of a lib
  const left = upQueries.map((one) => one.query).filter((sql) => !/DROP CONSTRAINT "(fk|ck)_/.test(sql));
  expect(left).toEqual([]);
});

test('every sealed column may be written anew, so that a new key reaches each value', async () => {
  const ask = `select has_column_privilege($1, $2, $3, 'update') as may`;
  for (const { table, column, search = column, gate } of TABLES.sealed)
    for (const name of [column, search]) {
      const [row] = await database.ds.query<{ may: boolean }[]>(ask, [gate ? 'lotse_gate' : 'lotse_app', table, name]);
      expect({ table, name, may: row?.may }).toEqual({ table, name, may: true });
    }
});

test('every table stands in the class list, and its policies fit its class', async () => {
  const rows = await database.ds.query<{ name: string; forced: boolean; tenant: string | null; app: boolean; gate: boolean; appgrants: number }[]>(
    `select c.relname as name, c.relforcerowsecurity and c.relrowsecurity as forced,
       (select a.attnotnull::text from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant') as tenant,
       exists (select from pg_policies p where p.tablename = c.relname and 'lotse_app' = any(p.roles)) as app,
       exists (select from pg_policies p where p.tablename = c.relname and 'lotse_gate' = any(p.roles)) as gate,
       (select count(*)::int from information_schema.role_table_grants g where g.table_name = c.relname and g.grantee = 'lotse_app') as appgrants
     from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind = 'r' and c.relname <> 'migrations'`,
  );
  expect(rows.map((row) => row.name).sort()).toEqual(Object.keys(TABLES.tables).sort());
  for (const row of rows) {
    const about = { table: row.name, forced: row.forced };
    expect(about).toEqual({ table: row.name, forced: true });
    const kind = TABLES.tables[row.name]?.class;
    if (kind === 'tenant' || kind === 'shared') expect([row.name, row.tenant, row.app]).toEqual([row.name, 'true', true]);
    if (kind === 'gate' && row.name !== 'tenant') expect([row.name, row.gate, row.appgrants]).toEqual([row.name, true, 0]);
  }
});

test('every policy of a tenant table compares the tenant, on the way in too', async () => {
  const rows = await database.ds.query<{ tablename: string; qual: string | null; with_check: string | null }[]>(
    `select tablename, qual, with_check from pg_policies where 'lotse_app' = any(roles)`,
  );
  for (const row of rows.filter((one) => TABLES.tables[one.tablename]?.class === 'tenant')) {
    expect(row.qual).toMatch(/tenant = \(?NULLIF\(current_setting\('app\.tenant'/);
    expect(row.with_check).toMatch(/tenant = \(?NULLIF\(current_setting\('app\.tenant'/);
  }
});

test('a shared table opens a row to its own tenant, or to the person whom the row names and who acts in no tenant', async () => {
  const rows = await database.ds.query<{ tablename: string; policyname: string; cmd: string; qual: string | null; with_check: string | null }[]>(
    `select tablename, policyname, cmd, qual, with_check from pg_policies where 'lotse_app' = any(roles)`,
  );
  const shared = rows.filter((one) => TABLES.tables[one.tablename]?.class === 'shared');
  expect(new Set(shared.map((one) => one.tablename))).toEqual(new Set(['release', 'question', 'audit']));
  for (const { tablename, policyname, cmd, qual, with_check: check } of shared) {
    const rule = `${qual ?? ''} ${check ?? ''}`;
    if (policyname === 'tenant') expect(qual === check && /^\(tenant = \(?NULLIF\(current_setting\('app\.tenant'/.test(rule)).toBe(true);
    else {
      expect(['SELECT', 'INSERT']).toContain(cmd);
      expect([tablename, policyname, /NULLIF\(current_setting\('app\.tenant'[^)]*\), ''::text\)\)::uuid IS NULL/.test(rule)]).toEqual([
        tablename,
        policyname,
        true,
      ]);
      expect(rule).toMatch(/(recipient|asked_by|actor) = \(?NULLIF\(current_setting\('app\.person'/);
    }
  }
});

test('no policy reads the database clock', async () => {
  const rows = await database.ds.query<{ rule: string }[]>(`select coalesce(qual, '') || coalesce(with_check, '') as rule from pg_policies`);
  expect(rows.filter((row) => /\bnow\(\)|current_timestamp|clock_timestamp/i.test(row.rule))).toEqual([]);
});

test('queries run as a role that owns nothing and may not change the schema', async () => {
  const [who] = await database.ds.query<{ u: string }[]>(`select current_user as u`);
  expect(who?.u).toBe('lotse_app');
  await expect(database.ds.query('alter table answer disable row level security')).rejects.toThrow(/must be owner/);
  await expect(database.ds.query('drop policy tenant on answer')).rejects.toThrow(/must be owner/);
  const inPublic = `join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'public'`;
  expect(await database.ds.query(`select proname from pg_proc p ${inPublic} and prosecdef`)).toEqual([]); // nothing runs as its owner
  expect(await database.ds.query(`select rolname from pg_roles where rolname in ('lotse_app', 'lotse_gate') and (rolsuper or rolbypassrls)`)).toEqual([]);
  await database.ds.query('reset role');
  expect((await database.ds.query<{ u: string }[]>(`select current_user as u`))[0]?.u).toBe('lotse_app');
});

const measure = (tenant: string, number: string) =>
  [
    `insert into measure (tenant, id, number, name, procedure_branch, variant, group_limit, funding_body, starts_on, created_at) values ($1, $2, $3, 'M', '10', 'V2024', 6, 'AGENTUR', '2026-01-01', now())`,
    [tenant, randomUUID(), number],
  ] as const;

test('one tenant neither sees nor writes nor moves rows of the other', async () => {
  await db.job(A, (tx) => tx.query(...mutable(measure(A, '1'))));
  await db.job(B, (tx) => tx.query(...mutable(measure(B, '2'))));
  const seen = await db.job(A, (tx) => tx.query<{ number: string }[]>('select number from measure'));
  expect(seen.map((row) => row.number)).toEqual(['1']);
  await expect(db.job(A, (tx) => tx.query(...mutable(measure(B, '3'))))).rejects.toThrow(/row-level security/);
  await expect(db.job(A, (tx) => tx.query('update measure set tenant = $1', [B]))).rejects.toThrow(/row-level security|foreign key/);
});

test('outside a transaction scope nothing is seen; after an error the next transaction is clean', async () => {
  expect(await database.ds.query('select * from measure')).toEqual([]);
  await db.job(A, (tx) => tx.query('select 1/0')).catch(() => undefined);
  expect((await db.job(B, (tx) => tx.query<{ number: string }[]>('select number from measure'))).map((row) => row.number)).toEqual(['2']);
});

test('two hundred parallel transactions of two tenants leak nothing', async () => {
  const wrong = await Promise.all(
    Array.from({ length: 200 }, (_, i) => {
      const tenant = i % 2 ? A : B;
      return db.job(tenant, async (tx) => (await tx.query<{ tenant: string }[]>('select tenant from measure')).filter((row) => row.tenant !== tenant).length);
    }),
  );
  expect(wrong.reduce((sum, n) => sum + n, 0)).toBe(0);
});

test('the hot scope commits what it finishes and leaves nothing of what fails', async () => {
  const me = { person: randomUUID(), tenant: A };
  const insert = (number: string) => {
    const [text, values] = measure(A, number);
    return { text, values: [...values] };
  };
  await db.hot(me, async (tx) => {
    await tx.query({ text: 'select 1' });
    await tx.finish(insert('10'));
  });
  await expect(db.hot(me, (tx) => tx.finish(insert('11'), { text: 'select 1/0' }))).rejects.toThrow(/division/);
  await expect(
    db.hot(me, async (tx) => {
      await tx.query(insert('12'));
      throw new Error('mine');
    }),
  ).rejects.toThrow('mine');
  // a statement that was skipped behind a failed one is unknown to the server, and has to be prepared when it comes again
  const late = { name: 'late', text: 'select $1::int as n', values: [7] };
  for (let i = 0; i < 2; i++) await expect(db.hot(me, (tx) => Promise.all([tx.query({ text: 'select 1/0' }), tx.query(late)]))).rejects.toThrow(/division/);
  expect(await db.hot(me, (tx) => Promise.all([tx.query(late), tx.query({ ...late, values: [8] })]))).toEqual([[{ n: 7 }], [{ n: 8 }]]);
  const unsendable = {
    toPostgres: () => {
      throw new Error('cannot be sent');
    },
  };
  await expect(db.hot(me, (tx) => tx.finish(insert('13'), { ...late, values: [unsendable] }))).rejects.toThrow('cannot be sent');
  expect(await db.hot(me, (tx) => tx.query(late))).toEqual([{ n: 7 }]);
  const rows = await db.job(A, (tx) => tx.query<{ number: string }[]>('select number from measure order by number'));
  expect(rows.map((row) => row.number)).toEqual(['1', '10']);
});

test('a connection that was lost leaves nothing to the next one: no transaction, no named statement, no other role', async () => {
  const pool = (database.ds.driver as unknown as { master: { connect(): Promise<PoolClient> } }).master;
  const named = { name: 'lost', text: 'select 1 as one' };
  for (let round = 0; round < 3; round++) {
    const pg = await pool.connect();
    expect((await pg.query(named)).rows).toEqual([{ one: 1 }]);
    expect((await pg.query('select current_user as name')).rows).toEqual([{ name: 'lotse_app' }]);
    await pg.query('begin');
    await pg.query(`select set_config('app.tenant', '${A}', true)`);
    pg.release(true);
  }
  expect(await database.ds.query('select * from measure')).toEqual([]);
});

test('a text that is no uuid never reaches SQL', async () => {
  await expect(db.job(`x'; drop table answer; --`, () => Promise.resolve())).rejects.toThrow('not a uuid');
});

test('the gate role sees no answers and no names', async () => {
  for (const table of ['answer', 'identity', 'mastery', 'unit_run', 'participation']) {
    await expect(db.gate('session', (tx) => tx.query(`select * from ${table}`))).rejects.toThrow(/permission denied/);
  }
  await expect(db.gate('session', (tx) => tx.query(`select wanted from grade_due`))).rejects.toThrow(/permission denied/);
});

test('answers and audit entries cannot be changed or deleted', async () => {
  for (const table of ['answer', 'audit']) {
    await expect(db.job(A, (tx) => tx.query(`delete from ${table}`))).rejects.toThrow(/permission denied/);
    await expect(db.job(A, (tx) => tx.query(`update ${table} set tenant = tenant`))).rejects.toThrow(/permission denied/);
  }
});

test('a sealed value opens in its cell only, with an unbroken text and a living key', async () => {
  const seal = new Seal('k'.repeat(40), clock);
  const owner = { kind: 'tenant', id: A } as const;
  const at = { table: 'identity', row: randomUUID(), column: 'name' };
  const sealed = await db.job(A, (tx) => seal.seal(tx, owner, at, 'Amira Haddad'));
  expect(sealed.toString('latin1')).not.toContain('Amira');
  const open = (cell: typeof at, value: Buffer, by = owner.id) =>
    db.job(by, (tx) => new Seal('k'.repeat(40), clock).open(tx, { kind: 'tenant', id: by }, cell, value));
  expect(await open(at, sealed)).toBe('Amira Haddad');
  await expect(open({ ...at, row: randomUUID() }, sealed)).rejects.toThrow();
  await expect(open(at, sealed, B)).rejects.toThrow();
  const changed = Buffer.from(sealed);
  changed[changed.length - 1]! ^= 1;
  await expect(open(at, changed)).rejects.toThrow();
  await expect(db.job(A, (tx) => new Seal('another key '.repeat(4), clock).open(tx, owner, at, sealed))).rejects.toThrow(/LOTSE_KEY/);
});

test('a key whose transaction was rolled back seals nothing afterwards', async () => {
  const seal = new Seal('k'.repeat(40), clock);
  const [person, at] = [randomUUID(), { table: 'account', row: 'x', column: 'name' }];
  const owner = { kind: 'person', id: person } as const;
  const broken = db.as({ person, tenant: null }, async (tx) => {
    for (let i = 0; i < 3; i++) await seal.open(tx, owner, at, await seal.seal(tx, owner, at, 'verworfen'));
    throw new Error('changed my mind');
  });
  await expect(broken).rejects.toThrow('changed my mind');
  const kept = await db.as({ person, tenant: null }, (tx) => seal.seal(tx, owner, at, 'behalten'));
  expect(await db.as({ person, tenant: null }, (tx) => new Seal('k'.repeat(40), clock).open(tx, owner, at, kept))).toBe('behalten');
});

test('one run does everything that is due, each piece once: what is due again or went wrong is for a later run', async () => {
  const due = new Due(db, clock, new Log('error', () => undefined));
  const done: string[] = [];
  due.on('test', (_, ref) => {
    done.push(ref);
    if (ref.endsWith('7')) throw new Error('not today');
    return Promise.resolve(ref.endsWith('3') ? clock.now() : null);
  });
  const refs = [A, B].flatMap((tenant) => Array.from({ length: 45 }, (_, i) => [tenant, `${tenant.slice(0, 4)}-${i}`] as const));
  for (const [tenant, ref] of refs) await db.job(tenant, (tx) => due.plan(tx, tenant, 'test', ref, clock.now()));
  await due.run();
  expect(done.sort()).toEqual(refs.map(([, ref]) => ref).sort());
  const left = await db.job(A, (tx) => tx.query<{ ref: string; attempts: number }[]>(`select ref, attempts from due_row where kind = 'test' order by ref`));
  expect(left.map((row) => [row.ref.split('-')[1], row.attempts])).toEqual([13, 17, 23, 27, 3, 33, 37, 43, 7].map((n) => [String(n), n % 10 === 7 ? 1 : 0]));
  done.length = 0;
  await due.run();
  expect(done.every((ref) => ref.endsWith('3'))).toBe(true);
});

test('a stop lets the piece that runs finish, and gives the others back as they were', async () => {
  const due = new Due(db, clock, new Log('error', () => undefined));
  const done: string[] = [];
  due.on('stop', async (_, ref) => {
    done.push(ref);
    await due.stop();
    return null;
  });
  for (const ref of ['a', 'b', 'c']) await db.job(A, (tx) => due.plan(tx, A, 'stop', ref, clock.now()));
  await due.run();
  const left = await db.job(A, (tx) =>
    tx.query<{ attempts: number; lease: Date | null }[]>(`select attempts, lease_until as lease from due_row where kind = 'stop'`),
  );
  expect([done.length, left]).toEqual([1, [0, 0].map((attempts) => ({ attempts, lease: null }))]);
});

test('the embedded database writes to disk before it acknowledges', async () => {
  if (databaseKind === 'postgres')
    return expect((await database.ds.query<{ synchronous_commit: string }[]>('show synchronous_commit'))[0]?.synchronous_commit).toBe('on');
  const before = database.fsyncs();
  await db.job(A, (tx) => tx.query(...mutable(measure(A, '99'))));
  expect(database.fsyncs()).toBeGreaterThan(before);
});

/** The app role does not see the gate's tables, so the comparison is made as their owner. */
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

function mutable([text, values]: readonly [string, readonly unknown[]]): [string, unknown[]] {
  return [text, [...values]];
}
