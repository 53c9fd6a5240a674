import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import * as contract from '#lotse/contract';
import { GrantsService, LAUNCHED_RULES } from '#lotse/people';
import { asOwner } from '../../world/as-owner.js';
import { Mutants } from '../../world/mutants.js';
import { ReportWorld } from '../../world/report-world.js';
import type { Visitor } from '../../world/visitor.js';

const HALF_A_MINUTE = 31_000;
const mutants = new Mutants();
let world: ReportWorld;
let bernd: Visitor;
let berndId: string;

beforeAll(async () => {
  world = await ReportWorld.open();
  await world.admin();
  bernd = await world.trainee('bernd.asmus'); // a teacher of the LMS; the launch is the same
}, 240_000);
afterEach(() => mutants.restore());
afterAll(() => world?.server.stop());

const filled = (path: string, more: Record<string, string> = {}) =>
  path.replace(/:(\w+)/g, (_, name: string) => ({ tenantId: world.tenantId, ...more })[name] ?? randomUUID());
const status = async (who: Visitor, route: { method: string; path: string }, more: Record<string, string> = {}) =>
  (await who.ask(route.method, filled(route.path, more), route.method === 'GET' ? undefined : {})).status;
const mine = (who = bernd) => status(who, contract.companionParticipations);

/** The admin finds the person by the name the LMS sent, and gives. */
async function give(person: string, role: string, endsOn: string | null = null): Promise<{ status: number; body: Record<string, unknown> }> {
  return world.wiebke.to(contract.giveGrant, { personId: person, role, reason: 'Begleitet den Kurs', endsOn }, { tenantId: world.tenantId });
}
/** Past the rules of giving: a grant that no admin could have given. */
function slipIn(person: string, role: 'office' | 'admin' | 'caseworker' | 'companion', tenant = world.tenantId): Promise<string> {
  const { app } = world.server.started;
  const wish = { tenant, person, role, course: null, reason: 'Test', by: null, endsAt: null };
  return world.server.db.job(tenant, (tx) => app.get(GrantsService).give(tx, wish));
}

test('an admin makes somebody from the LMS a companion, and nothing that needs two factors', async () => {
  expect(await mine()).toBe(403);
  const found = await world.wiebke.ask('GET', `${filled(contract.tenantPeople.path)}?name=Bernd%20Asmus`);
  const rows = found.body.rows as contract.TenantPerson[];
  berndId = await world.personOf(bernd);
  expect(rows.find((row) => row.personId === berndId)).toMatchObject({ hasAccount: false, grants: [] });
  for (const role of ['office', 'admin', 'author', 'caseworker', 'firm'])
    expect([role, (await give(berndId, role, world.day(90))).body.code]).toEqual([role, 'grant.needs-account']);
  expect((await give(berndId, 'companion')).status).toBe(200);
  expect(await mine()).toBe(200);
});

test('the office chooses that person as deputy, who then reads and writes the participant’s reports', async () => {
  const choices = await world.heike.ask('GET', `${filled(contract.officePeople.path)}?kind=companion`);
  expect((choices.body.rows as contract.PeopleChoice[]).map((one) => one.personId)).toContain(berndId);
  expect((await bernd.ask('GET', filled(contract.companionParticipations.path))).body.total).toBe(0);
  await world.makeDeputy({ personId: berndId }, world.participation);
  const { participationId } = world.participation;
  expect((await bernd.call(contract.companionParticipations, { tenantId: world.tenantId })).rows).toMatchObject([{ participationId, as: 'deputy' }]);
  const wish = { occasion: 'OTHER', dueOn: null, from: '2026-11-01', to: '2026-11-20' };
  const { reportId } = await bernd.call(contract.draftReport, { tenantId: world.tenantId, participationId }, wish);
  expect((await bernd.call(contract.reportPage, { tenantId: world.tenantId, reportId })).mayWrite).toBe(true);
  expect((await bernd.ask('GET', filled(contract.REPORT_FILE_PATH, { reportId, format: 'json' }))).status).toBe(200);
  const theirs = await world.draft(await world.participationOf('Jonas Petersen'));
  expect(await status(bernd, contract.reportPage, { reportId: theirs })).toBe(404);
});

describe('what a launch does not carry', () => {
  test('another tenant, also one where a grant runs; the own account’s pages', async () => {
    const other = world.wiebke.tenantId;
    await slipIn(berndId, 'companion', other);
    const at = { tenantId: other };
    expect([await status(bernd, contract.companionParticipations, at), await status(bernd, contract.reports, at)]).toEqual([404, 404]);
    expect([await mine(), await status(bernd, contract.accountPage), await status(bernd, contract.receivedReports)]).toEqual([200, 403, 403]);
  });

  test('office, admin and caseworker, even where such a grant stands', async () => {
    for (const role of ['office', 'admin', 'caseworker'] as const) await slipIn(berndId, role);
    const tried = async () => [
      await status(bernd, contract.officeMeasures),
      await status(bernd, contract.tenantPeople),
      await status(bernd, contract.auditView),
      await status(bernd, contract.receivedReports),
    ];
    expect(await tried()).toEqual([403, 403, 403, 403]);
    mutants.without(LAUNCHED_RULES, 'carried', ['companion', 'office', 'admin', 'caseworker']);
    world.server.clock.advance(HALF_A_MINUTE);
    expect((await tried()).slice(0, 3)).toEqual([200, 200, 200]);
    mutants.restore();
    world.server.clock.advance(HALF_A_MINUTE);
    expect(await tried()).toEqual([403, 403, 403, 403]);
  });

  test('a trainee’s long session: with a grant staff’s limits hold from the first request on', async () => {
    const [jonas, lea] = [await world.trainee('jonas.petersen'), await world.trainee('lea.brandt')];
    await slipIn(await world.personOf(jonas), 'companion');
    await slipIn(await world.personOf(lea), 'companion');
    expect(await mine(jonas)).toBe(200);
    mutants.without(LAUNCHED_RULES, 'tightens', false);
    expect(await mine(lea)).toBe(200);
    const amira = await world.trainee('amira.haddad');
    world.server.clock.advance(2 * 3600_000 + 60_000);
    expect([await mine(jonas), await mine(lea), await status(amira, contract.myReports)]).toEqual([401, 200, 200]);
    mutants.restore();
    world.server.clock.advance(2 * 3600_000 + 60_000);
    expect(await mine(lea)).toBe(401); // the grant came while it rested: it is over at once
  });
});

/** All grants of the companion end, and half a minute later every server knows it. */
async function endGrants(): Promise<void> {
  await asOwner(world.server, (query) => query(`update role_grant set revoked_at = starts_at where person = $1 and revoked_at is null`, [berndId]));
  world.server.clock.advance(HALF_A_MINUTE);
}

describe('when it ends', () => {
  test('a revoked grant is gone with the next request, one that ran out within half a minute', async () => {
    bernd = await world.trainee('bernd.asmus');
    await endGrants();
    expect(await mine()).toBe(403);
    const grantId = await slipIn(berndId, 'companion');
    expect(await mine()).toBe(200);
    await world.server.db.job(world.tenantId, (tx) =>
      world.server.started.app.get(GrantsService).revoke(tx, { tenant: world.tenantId, id: grantId, by: null }),
    );
    expect(await mine()).toBe(403);
    const again = await slipIn(berndId, 'companion');
    const soon = new Date(world.server.clock.now().getTime() + 10_000);
    await asOwner(world.server, (query) => query(`update role_grant set ends_at = $2 where id = $1`, [again, soon]));
    expect(await mine()).toBe(200);
    world.server.clock.advance(HALF_A_MINUTE);
    expect(await mine()).toBe(403);
  });

  test('who is in no course of the LMS any more has no way in either', async () => {
    await slipIn(berndId, 'companion');
    expect(await mine()).toBe(200);
    const enrol = (state: string) => asOwner(world.server, (query) => query(`update enrolment set status = $2 where person = $1`, [berndId, state]));
    await enrol('left');
    world.server.clock.advance(HALF_A_MINUTE);
    expect(await mine()).toBe(403);
    mutants.without(LAUNCHED_RULES, 'needsEnrolment', false);
    world.server.clock.advance(HALF_A_MINUTE);
    expect(await mine()).toBe(200);
    mutants.restore();
    await enrol('active');
    world.server.clock.advance(HALF_A_MINUTE);
    expect(await mine()).toBe(200);
  });
});
