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
  type ParticipationRow,
  type ParticipationView,
  type Route,
} from '#lotse/contract';
import { AccountVisitor, House } from './account-visitor.js';
import { startForTest, type TestServer } from './harness.js';
import { Visitor } from './visitor.js';

let server: TestServer;
let house: House;
let office: AccountVisitor;
let bernd: AccountVisitor;
let maren: AccountVisitor;
let jutta: AccountVisitor;
let measureId: string;
let berndId: string;
let marenId: string;

beforeAll(async () => {
  server = await startForTest({ now: new Date('2026-11-22T09:00:00Z') });
  house = await House.open(server);
  office = (await house.join('office')).who;
  bernd = (await house.join('companion')).who;
  maren = (await house.join('companion')).who;
  jutta = (await house.join('caseworker', house.inDays(200))).who;
  for (const one of [bernd, maren, jutta]) one.tenantId = office.tenantId;
  measureId = (await office.must<{ measureId: string }>(addMeasure, MEASURE)).measureId;
  berndId = (await office.must<{ contactId: string }>(addStaff, contact('Bernd Asmus', bernd.personId))).contactId;
  marenId = (await office.must<{ contactId: string }>(addStaff, contact('Maren Wulf', maren.personId))).contactId;
}, 180_000);
afterAll(() => server?.stop());

const MEASURE = {
  number: '123/21/1/14',
  name: 'AsA flex Nord',
  procedureBranch: '10',
  variant: 'V2024',
  groupLimit: 6,
  fundingBody: 'AGENTUR',
  startsOn: '2026-01-01',
  endsOn: '2028-12-31',
};
const contact = (name: string, personId: string | null = null) => ({ name, role: 'companion', phone: '04321 555', email: null, personId });
let count = 0;
const wish = (more: object = {}) => ({
  ...{ legalName: `Person ${++count}`, traineeId: null, measureId, startsOn: '2026-09-01', endsOn: '2027-08-31', probationEndsOn: null },
  ...{ phases: [{ phase: 'ACCOMPANYING_PHASE', startsOn: '2026-09-01', endsOn: null }], companionId: berndId, deputyId: null, caseworkerId: null },
  ...{ firm: 'Modehaus Petersen', school: 'BBS Musterstadt' },
  ...more,
});
const enter = async (more: object = {}) => (await office.must<{ participationId: string }>(addParticipation, wish(more))).participationId;
const look = (participationId: string) => office.must<ParticipationView>(officeParticipation, undefined, { participationId });
const listed = async (who: AccountVisitor, route: Route, query = '') => (await who.ask('GET', `${route.path.replace(':tenantId', who.tenantId)}${query}`)).body;
const entries = () => server.db.job(office.tenantId, (tx) => tx.query<{ event: string; subject: string }[]>(`select event, subject from audit order by seq`));

/** Does something that has to succeed, and gives the audit entries it left. */
async function told(act: () => Promise<unknown>): Promise<string[]> {
  const before = (await entries()).length;
  await act();
  return (await entries()).slice(before).map((one) => one.event);
}

describe('the office keeps measures', () => {
  test('with number, variant, group limit and funding body as it typed them', async () => {
    const { rows } = (await listed(office, officeMeasures)) as { rows: object[] };
    expect(rows).toEqual([{ measureId, ...MEASURE, running: expect.any(Number), total: expect.any(Number) }]);
  });

  test('each number once, and no period that leaves out people who take part', async () => {
    const again = await office.to(addMeasure, MEASURE);
    expect([again.status, again.body.code]).toEqual([409, 'measure.number-taken']);
    await enter();
    const params = { measureId };
    const shorter = await office.to(changeMeasure, { ...MEASURE, endsOn: '2027-01-31' }, params);
    expect([shorter.status, shorter.body.code]).toEqual([409, 'measure.people-outside']);
    const backwards = await office.to(changeMeasure, { ...MEASURE, endsOn: '2025-01-31' }, params);
    expect([backwards.status, backwards.body.code]).toEqual([400, 'measure.end-before-start']);
    expect(await told(() => office.must(changeMeasure, { ...MEASURE, groupLimit: 5 }, params))).toEqual(['measure.changed']);
  });
});

describe('the office keeps participations', () => {
  test('with the legal name it typed, phases, companion, deputy and caseworker, and reads them back', async () => {
    const phases = [
      { phase: 'PRE_PHASE', startsOn: '2026-06-01', endsOn: '2026-08-31' },
      { phase: 'ACCOMPANYING_PHASE', startsOn: '2026-09-01', endsOn: null },
    ];
    const id = await enter({
      legalName: ' Aylin  Şahin-Öz ',
      startsOn: '2026-06-01',
      phases,
      deputyId: marenId,
      caseworkerId: jutta.personId,
      probationEndsOn: '2026-12-31',
    });
    const view = await look(id);
    expect(view).toMatchObject({
      legalName: 'Aylin  Şahin-Öz',
      state: 'running',
      phases,
      firm: 'Modehaus Petersen',
      probationEndsOn: '2026-12-31',
      exit: null,
    });
    expect([view.companion?.name, view.deputy?.name, view.caseworker?.personId]).toEqual(['Bernd Asmus', 'Maren Wulf', jutta.personId]);
    expect(view.due.map((one) => one.dueOn)).toEqual(['2026-06-29', '2026-08-17', '2026-09-29', '2026-12-01', '2027-08-31']);
  });

  test('names, firm and school do not lie in clear', async () => {
    await enter({ legalName: 'Kanarienvogel Klarname', firm: 'Kanarienfirma', school: 'Kanarienschule' });
    const texts = await server.db.job(office.tenantId, (tx) => tx.query<{ t: string }[]>(`select p::text as t from participation p`));
    const all = texts.map((row) => row.t).join('\n');
    for (const word of ['Kanarien', 'Modehaus']) {
      expect(all.includes(word)).toBe(false);
      expect(all.includes(Buffer.from(word).toString('hex'))).toBe(false);
      expect(server.log.some((line) => line.includes(word))).toBe(false);
    }
  });

  test.each<[string, () => object, number, string]>([
    ['an end before the beginning', () => ({ endsOn: '2026-08-01' }), 400, 'participation.end-before-start'],
    ['a beginning outside the measure', () => ({ startsOn: '2025-09-01' }), 400, 'participation.outside-measure'],
    ['a phase outside', () => ({ phases: [{ phase: 'PRE_PHASE', startsOn: '2026-01-01', endsOn: null }] }), 400, 'participation.phase-outside'],
    ['no phase', () => ({ phases: [] }), 400, 'body.invalid'],
    ['the companion as deputy', () => ({ deputyId: berndId }), 400, 'participation.deputy-is-companion'],
    ['an unknown measure', () => ({ measureId: randomUUID() }), 404, 'measure.unknown'],
    ['an unknown companion', () => ({ companionId: randomUUID() }), 404, 'staff.unknown'],
    ['an unknown trainee', () => ({ traineeId: randomUUID() }), 404, 'person.unknown'],
    ['a caseworker who is none', () => ({ caseworkerId: bernd.personId }), 400, 'caseworker.unfit'],
    ['a day that is none', () => ({ startsOn: '2026-02-31' }), 400, 'body.invalid'],
    ['an empty name', () => ({ legalName: '   ' }), 400, 'body.invalid'],
    ['a field too many', () => ({ tenantId: randomUUID() }), 400, 'body.invalid'],
  ])('%s is refused with its own reason and leaves nothing', async (_, more, status, code) => {
    const before = await entries();
    const answer = await office.to(addParticipation, wish(more()));
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(await entries()).toEqual(before);
  });

  test('somebody of the same name at the same time is asked about once', async () => {
    await enter({ legalName: 'Anna Beispiel' });
    const again = await office.to(addParticipation, wish({ legalName: 'anna beispiel ' }));
    expect([again.status, again.body.code]).toEqual([409, 'participation.same-name']);
    const other = await enter({ legalName: 'Anna Beispiel', namesake: true });
    // and later changes of hers do not ask again
    expect((await office.to(changeParticipation, wish({ legalName: 'Anna Beispiel', firm: null }), { participationId: other })).status).toBe(200);
  });

  test('lists are found by a part of the name, sorted, paged and counted', async () => {
    for (const name of ['Zoë Öztürk', 'Ägidius Zander', 'Ahmad Zaki', 'Straßer, Zita']) await enter({ legalName: `${name} Listig`, deputyId: marenId });
    const names = async (query: string) =>
      ((await listed(office, officeParticipations as never, query)).rows as ParticipationRow[]).map((row) => row.legalName);
    expect(await names('?q=listig')).toEqual(['Ägidius Zander Listig', 'Ahmad Zaki Listig', 'Straßer, Zita Listig', 'Zoë Öztürk Listig']);
    expect(await names('?q=LISTIG&dir=desc&size=2&page=2')).toEqual(['Ahmad Zaki Listig', 'Ägidius Zander Listig']);
    expect(await names('?q=strasser')).toEqual(['Straßer, Zita Listig']);
    expect(await names('?q=ozturk')).toEqual(['Zoë Öztürk Listig']);
    expect(await names(`?q=listig&contactId=${randomUUID()}`)).toEqual([]);
    const page = await listed(office, officeParticipations, `?q=listig&size=1&contactId=${marenId}`);
    expect([page.total, page.counts]).toEqual([4, { current: 4, ended: 0 }]);
  });
});

describe('a trainee’s login', () => {
  test('is chosen by the office from those whom the LMS sent, and has one open participation in a measure', async () => {
    const [tenant] = await server.db.gate('seed', (tx) => tx.query<{ id: string }[]>(`select id from tenant where name = 'Lernwerk'`));
    const amira = await new Visitor(server, 'lernwerk').launch('amira.haddad', 'probezeit');
    const [own] = await server.db.job(tenant?.id ?? '', (tx) =>
      tx.query<{ person: string; measure: string }[]>(
        `select e.person, p.measure from enrolment e join participation p on p.tenant = e.tenant and p.person = e.person where e.id = $1`,
        [amira.enrolmentId],
      ),
    );
    const heike = await demoAccount('heike.lorenz@lernwerk.example');
    const again = await heike.to(addParticipation, wish({ measureId: own?.measure, traineeId: own?.person, companionId: null, namesake: true }));
    expect([again.status, again.body.code]).toEqual([409, 'participation.open-exists']);
    const { rows } = (await listed(heike, officePeople, '?kind=trainee&q=hadd')) as { rows: { name: string }[] };
    expect(rows.map((row) => row.name)).toEqual(['Amira Haddad']);
    // in another tenant nobody knows her
    const foreign = await office.to(addParticipation, wish({ traineeId: own?.person }));
    expect([foreign.status, foreign.body.code]).toEqual([404, 'person.unknown']);
  });
});

/** One of the demo's accounts, signed in by the secrets that stand on its start page. */
async function demoAccount(mail: string): Promise<AccountVisitor> {
  const { DEMO_ACCOUNTS, DEMO_PASSWORD, demoTotpSecret } = await import('../apps/server/demo-accounts.js');
  const account = DEMO_ACCOUNTS.find((one) => one.mail === mail);
  const visitor = new AccountVisitor(server);
  visitor.secret = account ? demoTotpSecret(account) : '';
  server.clock.advance(31_000);
  const { loginSecond } = await import('#lotse/contract');
  const first = await visitor.first(mail, DEMO_PASSWORD);
  const second = await visitor.to(loginSecond, { ticket: first.body.ticket, code: visitor.code() });
  expect(second.status).toBe(200);
  return visitor.take(second.body as unknown as AccountSession);
}

describe('interruptions and the end', () => {
  test('an interruption is entered, changed and removed, each with one entry', async () => {
    const participationId = await enter();
    const illness = { reason: 'ILLNESS', startsOn: '2026-11-01', endsOn: null };
    let interruptionId = '';
    expect(
      await told(async () => (interruptionId = (await office.must<{ interruptionId: string }>(addInterruption, illness, { participationId })).interruptionId)),
    ).toEqual(['participation.interrupted']);
    expect(await look(participationId)).toMatchObject({ state: 'interrupted', interruptions: [{ interruptionId, ...illness }] });
    const twice = await office.to(addInterruption, { ...illness, startsOn: '2026-11-10' }, { participationId });
    expect([twice.status, twice.body.code]).toEqual([400, 'interruption.overlap']);
    const over = { ...illness, endsOn: '2026-11-15' };
    expect(await told(() => office.must(changeInterruption, over, { participationId, interruptionId }))).toEqual(['participation.interruption-changed']);
    expect((await look(participationId)).state).toBe('running');
    expect(await told(() => office.must(removeInterruption, {}, { participationId, interruptionId }))).toEqual(['participation.interruption-removed']);
    expect((await office.to(removeInterruption, {}, { participationId, interruptionId })).status).toBe(404);
  });

  test('an exit has a day, a reason and whereabouts; entered by mistake it is taken back', async () => {
    const participationId = await enter();
    const exit = { exitedOn: '2026-11-20', reason: 'EXAM_PASSED', whereabouts: 'EMPLOYED' };
    const later = await office.to(endParticipation, { ...exit, exitedOn: '2026-11-23' }, { participationId });
    expect([later.status, later.body.code]).toEqual([400, 'exit.later']);
    expect(await told(() => office.must(endParticipation, exit, { participationId }))).toEqual(['participation.ended']);
    expect(await look(participationId)).toMatchObject({ state: 'ended', exit });
    expect((await look(participationId)).due.at(-1)).toMatchObject({ occasion: 'FINAL', dueOn: '2026-11-20' });
    expect((await office.to(endParticipation, exit, { participationId })).body.code).toBe('exit.already');
    expect(await told(() => office.must(reopenParticipation, {}, { participationId }))).toEqual(['participation.reopened']);
    expect((await look(participationId)).exit).toBeNull();
    expect((await office.to(reopenParticipation, {}, { participationId })).body.code).toBe('exit.none');
  });

  test('every other write leaves exactly one entry too', async () => {
    expect(await told(() => enter())).toEqual(['participation.made']);
    const participationId = await enter();
    expect(await told(() => office.must(changeParticipation, wish({ school: null }), { participationId }))).toEqual(['participation.changed']);
    let contactId = '';
    expect(await told(async () => (contactId = (await office.must<{ contactId: string }>(addStaff, contact('Neu'))).contactId))).toEqual(['staff.made']);
    expect(await told(() => office.must(changeStaff, contact('Neuer'), { contactId }))).toEqual(['staff.changed']);
    expect(await told(() => office.must(addMeasure, { ...MEASURE, number: '999/26/10/1' }))).toEqual(['measure.made']);
  });
});

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
    const { who } = await house.join('companion');
    who.tenantId = office.tenantId;
    const contactId = (await office.must<{ contactId: string }>(addStaff, contact('Kurz Da', who.personId))).contactId;
    const participationId = await enter({ companionId: contactId });
    expect((await who.to(companionParticipation, undefined, { participationId })).status).toBe(200);
    const admin = await house.freshAdmin();
    await admin.must(revokeGrant, {}, { grantId: await house.grantOf(who.personId) });
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
    const admin = await house.freshAdmin();
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
