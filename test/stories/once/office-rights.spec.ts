import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  addInterruption,
  addMeasure,
  addParticipation,
  addStaff,
  addTenant,
  changeInterruption,
  changeMeasure,
  changeParticipation,
  changeStaff,
  companionParticipation,
  companionParticipations,
  endParticipation,
  officeMeasures,
  officeParticipation,
  officeParticipations,
  officePeople,
  officeStaff,
  removeInterruption,
  reopenParticipation,
  revokeGrant,
  type AccountSession,
  type CompanionRow,
  type Route,
} from '#lotse/contract';
import { AccountVisitor, type AccountWorld } from '../../world/account-visitor.js';
import type { TestServer } from '../../world/harness.js';
import { contact, listed, MEASURE, OfficeWorld } from '../../world/office-world.js';

let at: OfficeWorld;
let server: TestServer;
let world: AccountWorld;
let office: AccountVisitor;
let bernd: AccountVisitor;
let maren: AccountVisitor;
let jutta: AccountVisitor;
let measureId: string;
let berndId: string;
let marenId: string;
beforeAll(async () => {
  at = await OfficeWorld.open();
  ({ server, world } = at);
  ({ office, bernd, maren, jutta } = at.people);
  ({ measureId, berndId, marenId } = at.ids);
}, 180_000);
afterAll(() => server?.stop());

const wish = (more: object = {}) => at.wish(more);
const enter = (more: object = {}) => at.enter(more);
const look = (participationId: string) => at.look(participationId);

describe('the companion', () => {
  test('sees own people as companion or deputy with what is due, and nobody else’s', async () => {
    const [mine, ours, theirs] = [
      await enter({ legalName: 'Nur Bernd' }),
      await enter({ legalName: 'Beide', deputyId: marenId }),
      await enter({ legalName: 'Nur Maren', companionId: marenId }),
    ];
    const rows = async (who: AccountVisitor) => (await listed(who, companionParticipations, '?size=100')).rows as CompanionRow[];
    const [of, to] = [await rows(bernd), await rows(maren)];
    expect(of.find((row) => row.participationId === mine)).toMatchObject({
      as: 'companion',
      due: [{ dueOn: '2026-10-13' }, { dueOn: '2026-12-01' }, { dueOn: '2027-08-31' }],
    });
    expect(of.some((row) => row.participationId === theirs)).toBe(false);
    expect(to.find((row) => row.participationId === ours)).toMatchObject({ as: 'deputy' });
    expect(to.some((row) => row.participationId === mine)).toBe(false);
    const status = async (who: AccountVisitor, participationId: string) => (await who.to(companionParticipation, undefined, { participationId })).status;
    expect([await status(bernd, mine), await status(maren, mine), await status(maren, ours), await status(bernd, theirs)]).toEqual([200, 404, 200, 404]);
    expect(await status(bernd, randomUUID())).toBe(404);
  });

  test('loses them with the grant, at once', async () => {
    const { who } = await world.join('companion');
    who.tenantId = office.tenantId;
    const contactId = (await office.must<{ contactId: string }>(addStaff, contact('Kurz Da', who.personId))).contactId;
    const participationId = await enter({ companionId: contactId });
    expect((await who.to(companionParticipation, undefined, { participationId })).status).toBe(200);
    const admin = await world.freshAdmin();
    await admin.must(revokeGrant, {}, { grantId: await world.grantOf(who.personId) });
    expect((await who.to(companionParticipation, undefined, { participationId })).status).toBe(403);
    // and a contact can be tied to a companion's login only
    const unfit = await office.to(addStaff, contact('Nicht mehr', who.personId));
    expect([unfit.status, unfit.body.code]).toEqual([400, 'staff.person-unfit']);
  });
});

describe('who else comes', () => {
  const READS = [officeMeasures, officeStaff, officePeople, officeParticipations, companionParticipations] as unknown as Route[];

  test('a caseworker sees nothing here, also of those who are assigned', async () => {
    const participationId = await enter({ caseworkerId: jutta.personId });
    for (const route of READS)
      expect([route.path, (await jutta.ask('GET', route.path.replace(':tenantId', office.tenantId))).status]).toEqual([route.path, 403]);
    for (const route of [officeParticipation, companionParticipation]) expect((await jutta.to(route, undefined, { participationId })).status).toBe(403);
  });

  test('a companion opens no page of the office, and the office none of the companion', async () => {
    for (const route of READS.slice(0, 4)) expect((await bernd.ask('GET', route.path.replace(':tenantId', office.tenantId))).status).toBe(403);
    expect((await office.to(companionParticipations)).status).toBe(403);
  });

  test('two tenants see nothing of each other, whatever they ask for', async () => {
    const admin = await world.freshAdmin();
    const made = await admin.must<AccountSession>(addTenant, { kind: 'provider', name: 'Andere', locale: 'de' });
    const other = made.tenants.find((one) => one.name === 'Andere')?.tenantId ?? '';
    const own = admin.tenantId;
    admin.tenantId = other;
    const strangers: AccountVisitor[] = [];
    for (const role of ['office', 'companion'] as const) {
      const { token } = await admin.invite(`${role}@andere.example`, role);
      const who = new AccountVisitor(server);
      await who.accept(token, `${role} Andere`);
      who.tenantId = other;
      strangers.push(who);
    }
    admin.tenantId = own;
    const [stranger, companion] = strangers as [AccountVisitor, AccountVisitor];
    for (const route of READS.slice(0, 2)) expect((await listed(stranger, route)).rows).toEqual([]);
    expect(await listed(stranger, officeParticipations as never, '?state=all')).toMatchObject({ rows: [], total: 0, counts: { current: 0, ended: 0 } });
    expect((await listed(companion, companionParticipations as never)).rows).toEqual([]);
    const participationId = await enter({ companionId: berndId });
    const ids = { participationId, measureId, contactId: berndId, interruptionId: randomUUID() };
    const bodies: [Pick<Route, 'method' | 'path'>, unknown][] = [
      [officeParticipation, undefined],
      [changeParticipation, wish()],
      [endParticipation, { exitedOn: '2026-11-20', reason: 'OTHER', whereabouts: 'UNKNOWN' }],
      [reopenParticipation, {}],
      [addInterruption, { reason: 'OTHER', startsOn: '2026-11-01', endsOn: null }],
      [changeInterruption, { reason: 'OTHER', startsOn: '2026-11-01', endsOn: null }],
      [removeInterruption, {}],
      [changeMeasure, MEASURE],
      [changeStaff, contact('Fremd')],
    ];
    for (const [route, body] of bodies) expect([route.path, (await stranger.to(route, body, ids)).status]).toEqual([route.path, 404]);
    // nor may they name ours in what they write, nor do it under our tenant
    const { measureId: theirs } = await stranger.must<{ measureId: string }>(addMeasure, MEASURE);
    expect((await stranger.to(addParticipation, wish({ measureId: theirs, companionId: berndId }))).body.code).toBe('staff.unknown');
    expect((await stranger.to(addParticipation, wish({ measureId: theirs, companionId: null, caseworkerId: jutta.personId }))).body.code).toBe(
      'caseworker.unfit',
    );
    expect((await stranger.to(addStaff, contact('X', bernd.personId))).body.code).toBe('staff.person-unfit');
    for (const [route, body] of bodies) expect([route.path, (await stranger.to(route, body, { ...ids, tenantId: own })).status]).toEqual([route.path, 404]);
    expect((await look(participationId)).exit).toBeNull();
  });
});
