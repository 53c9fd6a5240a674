import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Due } from '#lotse/base';
import { addParticipation } from '#lotse/contract';
import { verified } from '../../world/audit.js';
import { asOwner } from '../../world/as-owner.js';
import { everythingHeld, tablesWith } from '../../world/everything-held.js';
import { plantFinn, STAYS, type Finn } from '../../world/erasure-world.js';
import { ReportWorld } from '../../world/report-world.js';
import { Visitor } from '../../world/visitor.js';

const DAY = 24 * 3600 * 1000;
let world: ReportWorld;
let finn: Finn;
beforeAll(async () => {
  world = await ReportWorld.open();
  await world.admin();
  world.wiebke.tenantId = world.tenantId;
  finn = await plantFinn(world);
}, 240_000);
afterAll(() => world?.server.stop());

/** A night: only this work, so that no roster makes anew whom it erased. */
async function night(days: number): Promise<void> {
  world.server.clock.advance(days * DAY);
  await asOwner(world.server, (query) => query(`delete from due_row where kind <> 'retention'`));
  await world.server.started.app.get(Due).run();
}
const sql = <T>(text: string, values: unknown[] = []) => asOwner(world.server, (query) => query(text, values)) as Promise<T[]>;
const erased = () => sql<{ person: string | null; participations: string[]; because: string; by: string | null }>(`select * from erasure order by at`);
const persons = async (where: string) =>
  (await sql<{ person: string }>(`select distinct i.person from identity i where ${where}`)).map((row) => row.person).sort();
const events = async (event: string) => (await sql(`select 1 from audit where event = $1`, [event])).length;

test('a participation that ended more than ten years ago goes in the first night, with its reports and the copies of their releases', async () => {
  const wish = {
    legalName: 'Lang Vorbei',
    traineeId: null,
    probationEndsOn: null,
    firm: null,
    school: null,
    companionId: null,
    deputyId: null,
    caseworkerId: null,
  };
  const [row] = await sql<{ id: string }>(`select id from measure where number = '123/14/10/14'`);
  const ended = async (name: string, endsOn: string) => {
    const phase = { startsOn: '2014-01-01', endsOn };
    const more = { legalName: name, measureId: row?.id, ...phase, phases: [{ phase: 'PRE_PHASE', ...phase }] };
    await world.heike.must(addParticipation, { ...wish, ...more });
  };
  await ended('Lang Vorbei', '2016-11-22');
  await ended('Knapp Davor', '2016-11-24');
  const copies = async () => (await sql(`select 1 from release where content is not null`)).length;
  const before = await copies();
  await night(1);
  expect(await copies()).toBe(before - 1); // Finn's went with his report; the others may still be read
  const after = await everythingHeld(world.server);
  expect(tablesWith(after, 'Lang Vorbei')).toEqual([]);
  expect(tablesWith(after, 'Knapp Davor')).toEqual(['participation']);
  for (const id of [finn.old.participationId]) expect(tablesWith(after, id).filter((table) => !['audit', 'erasure'].includes(table))).toEqual([]);
  expect(tablesWith(after, finn.old.reportId).filter((table) => table !== 'audit')).toEqual(['release']);
  expect(tablesWith(after, finn.now.participationId)).toContain('participation');
  expect(await erased()).toEqual([1, 2].map(() => expect.objectContaining({ person: null, because: 'retention', by: null })));
  expect(await events('participation.erased')).toBe(2);
  await night(2);
  expect(tablesWith(await everythingHeld(world.server), 'Knapp Davor')).toEqual([]);
});

test('two years without a sign of life: who only learned is erased, each with one entry; who takes part or has a role is not', async () => {
  const emre = await new Visitor(world.server, 'bbs').launch('emre.kaya', 'probezeit');
  const [one] = await sql<{ person: string }>(`select person from enrolment where id = $1`, [emre.enrolmentId]);
  await night(700);
  expect(await events('person.erased')).toBe(0);
  await new Visitor(world.server, 'bbs').launch('ben.schroeder', 'probezeit'); // a sign of life
  await night(40);
  const left = await persons('true');
  expect(left).not.toContain(one?.person);
  expect(left).not.toContain(finn.personId);
  const running = await persons(`exists (select from participation p where p.person = i.person and p.ends_on is null)`);
  // a role that ended less than two years ago is a sign of life
  const roles = await persons(
    `exists (select from role_grant g where g.person = i.person and g.revoked_at is null and (g.ends_at is null or g.ends_at > '2026-12-05'))`,
  );
  const recent = await persons(`i.last_seen_at > '2028-01-01'`);
  // Finn's second participation ended in August 2026: that is more than two years ago by now
  expect([...new Set([...running, ...roles, ...recent])].sort()).toEqual(left);
  expect([running.length, roles.length, recent.length].every((n) => n > 0)).toBe(true);
  const list = (await erased()).filter((line) => line.person !== null);
  expect(list.every((line) => line.because === 'retention' && line.by === null)).toBe(true);
  expect(await events('person.erased')).toBe(list.length);
  expect(list.map((line) => line.person)).toEqual(expect.arrayContaining([one?.person, finn.personId]));
  expect(tablesWith(await everythingHeld(world.server), STAYS.legalName)).toContain('participation');
  expect(await verified(world.server)).toMatchObject({ faults: [] });
});

test('many at once go in one night; one that cannot be erased keeps nobody else and goes in a later one', async () => {
  const now = new Date(world.server.clock.now().getTime() - 800 * DAY);
  const many = Array.from({ length: 130 }, () => randomUUID()).sort();
  await world.server.db.job(world.tenantId, async (tx) => {
    for (const person of many) {
      await world.server.db.become(tx, person);
      await tx.query(`insert into person (id, created_at) values ($1, $2)`, [person, now]);
      const row = [world.tenantId, randomUUID(), person, 'urn:test', person, now];
      await tx.query(`insert into identity (tenant, id, person, issuer, sub, created_at, last_seen_at) values ($1, $2, $3, $4, $5, $6, $6)`, row);
    }
  });
  const stuck = many[40] ?? '';
  await sql(
    `create function stuck() returns trigger language plpgsql as $$ begin if old.id = '${stuck}' then raise exception 'stuck'; end if; return old; end $$`,
  );
  await sql(`create trigger stuck before delete on person for each row execute function stuck()`);
  await night(1);
  expect(await persons(`i.issuer = 'urn:test'`)).toEqual([stuck]);
  expect(world.server.log.some((line) => line.includes('retention.failed'))).toBe(true);
  await sql(`drop trigger stuck on person`);
  await night(1);
  expect(await persons(`i.issuer = 'urn:test'`)).toEqual([]);
}, 120_000);

test('a caseworker’s copy is destroyed in the night after its last day; what the release was for stays', async () => {
  const old = await sql<{ until: Date; content: Buffer | null; purpose: string }>(`select until, content, purpose from release`);
  expect(old.length).toBeGreaterThan(1);
  expect(old.every((one) => one.content === null && one.until < world.server.clock.now() && one.purpose !== '')).toBe(true);
});
