import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { EntityManager } from 'typeorm';
import { Clock, Db, Seal, type KeyOwner } from '#lotse/base';
import { TABLES } from '../../../apps/server/tables.js';
import { PasswordsService } from '#lotse/people';
import * as contract from '#lotse/contract';
import { Program, type Env } from '../../world/program.js';
import { ReportWorld, TEXT } from '../../world/report-world.js';
import { openAt } from '../../world/test-database.js';

/** So many contact people are in the tenant besides: each has three sealed values, which keep a server busy until well after the kill. */
const CONTACTS = 500;
const MINUTE = '1 minute';
const GRACE = '11 minutes';

let world: ReportWorld;
let out: { reportId: string; releaseId: string };
let env: Env;
let replaced = 0;
let published = '';

beforeAll(async () => {
  world = await ReportWorld.open(new Date());
  out = await world.released();
  await manyContacts();
  await ownPasswords();
  const { dataDir, databaseUrl, port, url, key } = world.server.settings;
  env = {
    LOTSE_DATA: dataDir,
    LOTSE_KEY: key ?? '',
    PORT: String(port),
    LOTSE_URL: url,
    LOTSE_LOG: 'info',
    ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
  };
  await world.server.started.close();
}, 240_000);
afterAll(async () => {
  await Program.endAll();
  await world?.server.stop();
});

/** Data of the demo are gone on with only where nobody has its published password any more. */
async function ownPasswords(): Promise<void> {
  const kept = await world.server.started.app.get(PasswordsService).keep('Vier Bojen neben der Mole', []);
  const [before] = await world.server.db.gate('account', (tx) =>
    tx.query<{ kept: string }[]>(`select password_hash as kept from account where password_hash is not null limit 1`),
  );
  published = before?.kept ?? '';
  await world.server.db.gate('account', (tx) => setPassword(tx, kept));
}
const setPassword = (tx: EntityManager, kept: string) => tx.query(`update account set password_hash = $1 where password_hash is not null`, [kept]);

function manyContacts(): Promise<void> {
  const { server, tenantId } = world;
  const owner: KeyOwner = { kind: 'tenant', id: tenantId };
  const seal = server.started.app.get(Seal);
  return server.db.job(tenantId, async (tx) => {
    for (let i = 0; i < CONTACTS; i++) {
      const id = randomUUID();
      const shut = (column: string) => seal.seal(tx, owner, { table: 'staff_contact', row: id, column }, `${column} ${i}`);
      await tx.query(`insert into staff_contact (tenant, id, role, name, phone, email, created_at) values ($1, $2, 'tutor', $3, $4, $5, $6)`, [
        ...[tenantId, id, await shut('name'), await shut('phone'), await shut('email'), server.clock.now()],
      ]);
    }
  });
}

/** The database of a server that does not run. */
async function inside<T>(look: (db: Db) => Promise<T>): Promise<T> {
  const database = await openAt({ dataDir: world.server.settings.dataDir, databaseUrl: world.server.settings.databaseUrl, remove: async () => undefined });
  try {
    return await look(new Db(database.ds, new Clock()));
  } finally {
    await database.close();
  }
}

interface Value {
  key: string;
  text: string;
}
/** Every sealed value of the installation, opened: by its cell, with the key it names. One that does not open throws. */
function everyValue(): Promise<Map<string, Value>> {
  return inside(async (db) => {
    const [found, seal] = [new Map<string, Value>(), new Seal(env.LOTSE_KEY ?? '', new Clock())];
    const tenants = await db.gate('seed', (tx) => tx.query<{ id: string }[]>('select id from tenant'));
    const persons = await db.gate('keys', (tx) => tx.query<{ person: string; tenant: string }[]>('select distinct person, tenant from role_grant'));
    const open = async (tx: EntityManager, owner: KeyOwner): Promise<void> => {
      for (const at of TABLES.sealed.filter((one) => one.owner.kind === owner.kind)) {
        const text = `select concat_ws(' ', ${at.row.join(', ')}) as row, ${at.column} as sealed from ${at.table} where ${at.owner.column} = $1 and ${at.column} is not null`;
        const ask = () => tx.query<{ row: string; sealed: Buffer }[]>(text, [owner.id]);
        for (const { row, sealed } of await (at.gate ? db.atGate(tx, 'keys', ask) : ask())) {
          const cell = { table: at.table, row, column: at.column };
          found.set(Object.values(cell).join(' '), {
            key: Buffer.from(sealed.subarray(1, 17)).toString('hex'),
            text: await seal.open(tx, owner, cell, sealed),
          });
        }
      }
    };
    for (const { id } of tenants) await db.job(id, (tx) => open(tx, { kind: 'tenant', id }));
    for (const { person, tenant } of persons) await db.as({ person, tenant }, (tx) => open(tx, { kind: 'person', id: person }));
    return found;
  });
}
const texts = (values: Map<string, Value>) => [...values].map(([cell, { text }]) => `${cell}: ${text}`).sort();
const keysOf = (values: Map<string, Value>) => new Set([...values.values()].map(({ key }) => key));

const everyTenant = <T>(look: (tx: EntityManager) => Promise<T[]>): Promise<T[]> =>
  inside(async (db) => {
    const all: T[] = [];
    for (const { id } of await db.gate('seed', (tx) => tx.query<{ id: string }[]>('select id from tenant'))) all.push(...(await db.job(id, look)));
    return all;
  });
const due = async (kind: string) => (await everyTenant((tx) => tx.query<object[]>(`select id from due_row where kind = $1`, [kind]))).length;
/** Time passes for what is due: leases of the dead server run out, the time of grace is over. */
const letPass = (time: string) =>
  everyTenant((tx) => tx.query<object[]>(`update due_row set due_at = due_at - $1::interval, lease_until = lease_until - $1::interval`, [time]));
async function started(): Promise<Program> {
  const server = new Program('main', env);
  await server.ready();
  return server;
}

test('killed twice while it seals anew, and started again, the server goes on where it was: every value opens and none is lost', async () => {
  const before = await everyValue();
  const old = keysOf(before);
  expect(before.size).toBeGreaterThan(CONTACTS * 3 + 30);
  const { said } = await new Program('commands/keys', env, ['rotate']).outcome();
  expect(said).toMatch(/^\d+ keys are replaced/);
  replaced = Number.parseInt(said, 10);

  const renewed = [0];
  for (const batches of [1, 5]) {
    const server = await started();
    await server.logs('key.resealing', batches);
    await server.kill();
    const now = await everyValue();
    expect(texts(now)).toEqual(texts(before));
    renewed.push([...now.values()].filter(({ key }) => !old.has(key)).length);
    expect(renewed.at(-1)).toBeGreaterThan(renewed.at(-2) ?? 0);
    expect([...keysOf(now)].some((key) => old.has(key))).toBe(true);
    await letPass(MINUTE);
  }

  const left = await due('key.reseal');
  expect(left).toBeGreaterThan(0);
  const server = await started();
  await server.logs('key.resealed', left);
  expect((await server.stop()).code).toBe(0);
  const after = await everyValue();
  expect(texts(after)).toEqual(texts(before));
  expect([...keysOf(after)].filter((key) => old.has(key))).toEqual([]);
}, 180_000);

test('ten minutes later the old keys are removed, and people read what they read before', async () => {
  const [values, removable] = [await everyValue(), await due('key.remove')];
  expect(removable).toBe(replaced);
  await letPass(GRACE);
  const server = await started();
  await server.logs('key.removed', removable);
  expect((await server.stop()).code).toBe(0);
  expect(await due('key.remove')).toBe(0);
  expect(texts(await everyValue())).toEqual(texts(values));

  await inside((db) => db.gate('account', (tx) => setPassword(tx, published)));
  await world.server.restart();
  for (const [role, who] of [['companion', world.bernd] as const, ['caseworker', world.jutta] as const]) await world.signIn(role, who);
  expect((await world.page(out.reportId)).report.text.development).toEqual(TEXT.development);
  expect((await world.jutta.to(contract.receivedReport, undefined, out)).status).toBe(200);
}, 120_000);
