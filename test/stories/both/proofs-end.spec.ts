import { appendFileSync, readFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Audit, Due } from '#lotse/base';
import { asOwner } from '../../world/as-owner.js';
import { verified } from '../../world/audit.js';
import { startForTest, type TestServer } from '../../world/harness.js';
import { tenantOf } from '../../world/lti-client.js';

const DAY = 24 * 3600 * 1000;
let server: TestServer;
let tenant = '';

beforeAll(async () => {
  server = await startForTest();
  tenant = await tenantOf(server, server.site('lernwerk'));
}, 240_000);
afterAll(() => server?.stop());

const sql = <T>(text: string, values: unknown[] = []) => asOwner(server, (query) => query(text, values)) as Promise<T[]>;
const write = (event: string) => server.db.job(tenant, (tx) => server.started.app.get(Audit).write(tx, { tenant, actor: null, event }));
const chain = () => sql<{ seq: number; event: string }>(`select seq, event from audit where tenant = $1 order by seq`, [tenant]);
const list = () => readFileSync(`${server.settings.dataDir}/erasures.jsonl`, 'utf8');

async function night(days: number): Promise<void> {
  server.clock.advance(days * DAY);
  await asOwner(server, (query) => query(`delete from due_row where kind <> 'retention'`));
  await server.started.app.get(Due).run();
}

test('after ten years and a month the nightly work ends the log, ended roles and the deletion list; what is younger stays, and the chain still holds', async () => {
  const [grant] = await sql<{ id: string }>(`select id from role_grant where tenant = $1 and revoked_at is null and ends_at is null order by id limit 1`, [
    tenant,
  ]);
  const [ended, person, gone] = [randomUUID(), randomUUID(), randomUUID()];
  const at = server.clock.now();
  await sql(
    `insert into role_grant (tenant, id, person, role, reason, starts_at, revoked_at, created_at) select tenant, $2, person, 'author', 'gone', $3, $3, $3 from role_grant where tenant = $1 limit 1`,
    [tenant, ended, at],
  );
  await sql(`insert into erasure (tenant, id, person, participations, at, because) values ($1, $2, $3, '{}', $4, 'request')`, [tenant, gone, person, at]);
  appendFileSync(`${server.settings.dataDir}/erasures.jsonl`, `${JSON.stringify({ id: gone, tenant, person, participations: [], at, because: 'request' })}\n`);
  const [room, hour] = [randomUUID(), randomUUID()];
  await sql(
    `insert into room (tenant, id, course, title, media, created_by, created_at, changed_at) select $1, $2, id, 'Raum', 'none', $3, $4, $4 from course where tenant = $1 limit 1`,
    [...[tenant, room, person, at]],
  );
  await sql(
    `insert into meeting (tenant, id, room, planned_from, planned_to, seed, created_by, created_at, changed_at) values ($1, $2, $3, $4::timestamptz - interval '1 hour', $4, 1, $5, $4, $4)`,
    [tenant, hour, room, at, person],
  );
  expect(await sql(`select 1 from meeting where id = $1`, [hour])).toHaveLength(1);
  server.clock.advance(3_000 * DAY);
  await write('demo.seeded');
  const before = await chain();
  await night(1);
  expect((await chain())[0]?.seq).toBe(1); // not yet
  await night(720);
  const after = await chain();
  expect(after.map((one) => one.event)).toContain('audit.ended');
  expect(after[0]?.seq).toBeGreaterThan(1);
  expect(after.some((one) => one.seq === before.at(-1)?.seq)).toBe(true);
  expect(await sql(`select 1 from role_grant where id = $1`, [ended])).toEqual([]);
  expect(await sql(`select 1 from role_grant where id = $1`, [grant?.id])).toHaveLength(1);
  expect(await sql(`select 1 from erasure where id = $1`, [gone])).toEqual([]);
  expect(await sql(`select 1 from meeting where id = $1`, [hour])).toEqual([]);
  expect(list()).not.toContain(gone);
  expect((await verified(server)).faults).toEqual([]);
}, 120_000);

test('whoever cuts off more of the log than was ended is found out', async () => {
  const [first] = await chain();
  await sql(`delete from audit where tenant = $1 and seq = $2`, [tenant, first?.seq]);
  expect((await verified(server)).faults).toEqual([expect.objectContaining({ tenant, what: 'missing' })]);
}, 60_000);
