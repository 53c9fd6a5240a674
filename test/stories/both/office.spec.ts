import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  addInterruption,
  addMeasure,
  addParticipation,
  addStaff,
  changeInterruption,
  changeMeasure,
  changeParticipation,
  changeStaff,
  endParticipation,
  officeMeasures,
  officeParticipations,
  officePeople,
  removeInterruption,
  reopenParticipation,
  type AccountSession,
  type ParticipationRow,
} from '#lotse/contract';
import { AccountVisitor } from '../../world/account-visitor.js';
import type { TestServer } from '../../world/harness.js';
import { contact, listed, MEASURE, OfficeWorld } from '../../world/office-world.js';
import { Visitor } from '../../world/visitor.js';

let at: OfficeWorld;
let server: TestServer;
let office: AccountVisitor;
let bernd: AccountVisitor;
let jutta: AccountVisitor;
let measureId: string;
let berndId: string;
let marenId: string;
beforeAll(async () => {
  at = await OfficeWorld.open();
  ({ server } = at);
  ({ office, bernd, jutta } = at.people);
  ({ measureId, berndId, marenId } = at.ids);
}, 180_000);
afterAll(() => server?.stop());

const wish = (more: object = {}) => at.wish(more);
const enter = (more: object = {}) => at.enter(more);
const look = (participationId: string) => at.look(participationId);
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
      legalName: 'Aylin Şahin-Öz',
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
    ['a name with a NUL', () => ({ legalName: 'Anna\u0000' }), 400, 'name.signs'],
    ['a name over two lines', () => ({ legalName: 'Anna\nBeispiel' }), 400, 'name.signs'],
    ['a name that turns round', () => ({ legalName: 'Anna\u202eleipsieB' }), 400, 'name.signs'],
    ['a name of invisible signs', () => ({ legalName: '\u200b\u2060' }), 400, 'name.invisible'],
    ['a field too many', () => ({ tenantId: randomUUID() }), 400, 'body.invalid'],
  ])('%s is refused with its own reason and leaves nothing', async (_, more, status, code) => {
    const before = await entries();
    const answer = await office.to(addParticipation, wish(more()));
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(await entries()).toEqual(before);
  });

  test('somebody of the same name at the same time is asked about once', async () => {
    await enter({ legalName: 'Anna Beispiel' });
    const again = await office.to(addParticipation, wish({ legalName: 'anna\u00a0 beispiel ' }));
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
  const { DEMO_ACCOUNTS, DEMO_PASSWORD, demoTotpSecret } = await import('../../../apps/server/demo-accounts.js');
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
