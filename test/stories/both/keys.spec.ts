import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Due, GRACE_MS, KeyRotation } from '#lotse/base';
import { TABLES } from '../../../apps/server/tables.js';
import * as contract from '#lotse/contract';
import { MasterKeyChange } from '../../../apps/server/change-master-key.js';
import { verified } from '../../world/audit.js';
import { SearchValues1700000000013 } from '../../../libs/base/migrations/013-search-values.js';
import { asOwner } from '../../world/as-owner.js';
import { contact } from '../../world/office-world.js';
import { ReportWorld, TEXT } from '../../world/report-world.js';

/** Bytes that are no sealed values: hashes, keys for searching, open halves of keys, and the ring itself. */
const NOT_SEALED = /_(hash|search)$|^(audit\.(prev|hash)|key_ring\.wrapped|lti_key\.public_pem|passkey\.public_key|login_failure\.device)$/;
let world: ReportWorld;
let out: { reportId: string; releaseId: string };
beforeAll(async () => {
  world = await ReportWorld.open();
  await world.admin();
  out = await world.released();
}, 240_000);
afterAll(() => world?.server.stop());

const run = () => world.server.started.app.get(Due).run();
const rotate = (person: string | null = null) => world.server.started.app.get(KeyRotation).rotate(world.tenantId, person);
const sql = <T>(text: string, values: unknown[] = []) => asOwner(world.server, (query) => query(text, values)) as Promise<T[]>;
interface Key {
  id: string;
  owner: string;
  retired: boolean;
}
const ring = () => sql<Key>(`select id, owner, retired_at is not null as retired from key_ring where owner_kind <> 'audit'`);

/** Of everything that is sealed: which keys the values name, and how many there are. */
async function named(): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  for (const { table, column } of TABLES.sealed) {
    const rows = await sql<{ key: string; n: number }>(
      `select encode(substring(${column} from 2 for 16), 'hex') as key, count(*)::int as n from ${table} where ${column} is not null group by 1`,
    );
    for (const { key, n } of rows) found.set(key, (found.get(key) ?? 0) + n);
  }
  return found;
}
const plain = (id: string) => id.replaceAll('-', '');

/** Everything opens: the report with its texts, the caseworker's copy, the trainee's page, lists and search by name. */
async function everythingOpens(): Promise<void> {
  const page = await world.page(out.reportId);
  expect(page.report.text.development).toEqual(TEXT.development);
  expect((await world.jutta.to(contract.receivedReport, undefined, out)).status).toBe(200);
  expect((await world.amira.ask('GET', contract.myReport.path.replace(':reportId', out.reportId))).status).toBe(200);
  const people = await world.wiebke.ask('GET', `/api/tenants/${world.tenantId}/people?name=amira%20haddad`);
  expect(people.body.total).toBe(1);
  expect((await world.heike.ask('GET', `/api/tenants/${world.tenantId}/office/staff`)).status).toBe(200);
}

test('the list of sealed columns is that of the schema', async () => {
  const rows = await sql<{ name: string }>(
    `select c.relname || '.' || a.attname as name from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and c.relkind = 'r' and a.atttypid = 'bytea'::regtype and not a.attisdropped`,
  );
  const sealed = rows.map((row) => row.name).filter((name) => !NOT_SEALED.test(name));
  expect(sealed.sort()).toEqual(TABLES.sealed.map((one) => `${one.table}.${one.column}`).sort());
});

test('names are found by values of the fold before, and these are made anew while everybody goes on', async () => {
  const lengths = () =>
    sql<{ n: number }>(`select distinct octet_length(name_search) as n from identity union select distinct octet_length(legal_name_search) from participation`);
  const find = (name: string) => world.wiebke.ask('GET', `/api/tenants/${world.tenantId}/people?name=${encodeURIComponent(name)}`);
  // a plain name has the same letters in both folds: without its first byte the value is the one of before
  await sql(`update identity set name_search = substring(name_search from 2)`);
  await sql(`update participation set legal_name_search = substring(legal_name_search from 2)`);
  expect((await find('amira haddad')).body.total).toBe(1);
  expect((await find('amira\u00a0 haddad\u200b')).body.total).toBe(0);
  await asOwner(world.server, (query) => new SearchValues1700000000013().up({ query } as never));
  await run();
  expect(await lengths()).toEqual([{ n: 33 }]);
  expect((await find('amira\u00a0 haddad\u200b')).body.total).toBe(1);
});

describe('a key is replaced', () => {
  /** Reads and writes by everybody until told to stop; what was not answered with 200. */
  async function load(stop: { now: boolean }): Promise<{ asked: number; bad: unknown[] }> {
    const bad: unknown[] = [];
    let asked = 0;
    const own = await world.draft();
    const until = async (ask: () => Promise<{ status: number; body: Record<string, unknown> }>) => {
      while (!stop.now) {
        const { status, body } = await ask();
        asked++;
        if (status !== 200) bad.push([status, body]);
      }
    };
    let count = 0;
    const write = async () => {
      const { revision } = (await world.bernd.to(contract.reportPage, undefined, { reportId: own })).body;
      return world.bernd.to(contract.saveReport, { revision, text: { ...TEXT, development: contract.richOf(`Fassung ${++count}`) } }, { reportId: own });
    };
    await Promise.all([
      until(() => world.bernd.to(contract.reportPage, undefined, out)),
      until(() => world.jutta.to(contract.receivedReport, undefined, out)),
      until(() => world.amira.ask('GET', contract.myReport.path.replace(':reportId', out.reportId))),
      until(() => world.wiebke.ask('GET', `/api/tenants/${world.tenantId}/people?name=Amira%20Haddad`)),
      until(write),
      until(() => world.heike.to(contract.addStaff, contact(`Neu ${++count}`))),
      until(() => world.jutta.to(contract.askQuestion, { text: `Frage ${++count}` }, out)),
    ]);
    return { asked, bad };
  }

  test('while everybody reads and writes: no error, every value names the new one, the old one is removed, all still opens', async () => {
    const before = (await ring()).filter((key) => [world.tenantId, world.jutta.personId].includes(key.owner));
    expect(before.map((key) => key.retired)).toEqual([false, false]);
    const stop = { now: false };
    const asked = load(stop);
    const work = async () => {
      for (const person of [null, world.jutta.personId]) expect(await rotate(person)).toBe(true);
      for (let round = 0; round < 3; round++) {
        await run();
        await new Promise((next) => setTimeout(next, 300));
      }
      world.server.clock.advance(GRACE_MS + 1000);
      await run();
      await run();
    };
    await work().finally(() => (stop.now = true));
    const told = await asked;
    expect(told.bad).toEqual([]);
    expect(told.asked).toBeGreaterThan(50);
    const after = await ring();
    expect(after.filter((key) => before.some((old) => old.id === key.id))).toEqual([]);
    const [values, living] = [await named(), new Set(after.filter((key) => !key.retired).map((key) => plain(key.id)))];
    expect([...values.keys()].filter((key) => !living.has(key))).toEqual([]);
    await everythingOpens();
    await world.server.restart();
    await everythingOpens();
  });

  test('broken off in the middle: both keys are in use, all opens, and the next run goes on', async () => {
    const [old] = (await ring()).filter((key) => key.owner === world.tenantId);
    await sql(`create function broken() returns trigger language plpgsql as $$ begin raise exception 'the power is gone'; end $$`);
    await sql(`create trigger broken before update of body on report_version execute function broken()`);
    await rotate();
    await run();
    const [now] = (await ring()).filter((key) => key.owner === world.tenantId && !key.retired);
    const mixed = await named();
    expect([mixed.get(plain(old?.id ?? '')) ?? 0, mixed.get(plain(now?.id ?? '')) ?? 0].every((n) => n > 5)).toBe(true);
    await world.server.restart();
    await everythingOpens();
    await sql(`drop trigger broken on report_version`);
    world.server.clock.advance(60_000);
    await run();
    world.server.clock.advance(GRACE_MS + 1000);
    await run();
    expect((await ring()).filter((key) => key.owner === world.tenantId)).toEqual([now]);
    expect((await named()).get(plain(old?.id ?? ''))).toBeUndefined();
    await everythingOpens();
  });

  test('a key that a value still names is not removed: what comes late is sealed anew first', async () => {
    const [old] = (await ring()).filter((key) => key.owner === world.tenantId);
    await rotate();
    const late = await sql<{ id: string; name: Buffer }>(`select id, name from staff_contact where tenant = $1 limit 1`, [world.tenantId]);
    await run();
    await sql(`update staff_contact set name = $2 where id = $1`, [late[0]?.id, late[0]?.name]);
    world.server.clock.advance(GRACE_MS + 1000);
    await run();
    expect((await ring()).some((key) => key.id === old?.id)).toBe(true);
    await run();
    world.server.clock.advance(GRACE_MS + 1000);
    await run();
    expect((await ring()).some((key) => key.id === old?.id)).toBe(false);
    await everythingOpens();
  });

  test('nobody may remove a living key, nor one of another tenant', async () => {
    await rotate();
    await run();
    const gone = async (tenant: string) => (await world.server.db.job(tenant, (tx) => tx.query<[unknown, number]>(`delete from key_ring returning id`)))[1];
    expect(await gone(world.wiebke.tenantId)).toBe(0);
    const living = (await ring()).filter((key) => !key.retired).length;
    expect(await gone(world.tenantId)).toBe(1);
    expect((await ring()).filter((key) => !key.retired).length).toBe(living);
  });
});

test('another LOTSE_KEY: the ring is wrapped anew, also after a break; one signs in and reads as before, old sessions are over', async () => {
  const { server } = world;
  const next = 'another key for tests, long enough to be taken';
  const change = () => new MasterKeyChange(server.db, server.clock, server.settings.key ?? '', next).run();
  await sql(`create trigger broken before update on account execute function broken()`);
  await expect(change()).rejects.toThrow('the power is gone');
  await sql(`drop trigger broken on account`);
  expect(await change()).toBe(0); // all were wrapped before the break; what is found by them comes now
  await server.restart({ key: next });
  expect((await world.bernd.to(contract.reports)).status).toBe(401);
  for (const role of ['companion', 'caseworker', 'office'] as const)
    await world.signIn(role, { companion: world.bernd, caseworker: world.jutta, office: world.heike }[role]);
  server.clock.advance(60_000);
  expect((await world.wiebke.signIn('wiebke.harms@lernwerk.example')).status).toBe(200);
  world.amira = await world.trainee('amira.haddad');
  await everythingOpens();
  expect((await verified(server)).faults).toEqual([]);
});
