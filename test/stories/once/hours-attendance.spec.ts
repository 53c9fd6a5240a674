import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import * as contract from '#lotse/contract';
import { ATTENDANCE_RULES, MONTH_RULES } from '#lotse/rooms';
import type { AccountVisitor } from '../../world/account-visitor.js';
import { HourWorld } from '../../world/hour-world.js';
import { Mutants } from '../../world/mutants.js';
import type { Visitor } from '../../world/visitor.js';

const mutants = new Mutants();
let it: HourWorld;
let pedagogue: AccountVisitor;
let stranger: AccountVisitor;
let meetingId: string;
beforeAll(async () => {
  it = await HourWorld.open(new Date('2026-12-01T15:40:00Z')); // twenty minutes before the hour: nobody's session runs out
  pedagogue = await it.world.join('pedagogue', 'Petra Sozial');
  stranger = await it.world.join('companion', 'Ole Petersen');
  const { groupId } = await it.group('Dienstag', 'Amira Haddad', 'Jonas Petersen', 'Olha Kovalenko');
  meetingId = await it.plan({ groupId });
}, 300_000);
afterEach(() => mutants.restore());
afterAll(() => it?.world.server.stop());

const fill = (path: string, params: Record<string, string>) => path.replace(/:(\w+)/g, (_, name: string) => params[name] ?? '');
const ask = (who: { ask: Visitor['ask'] }, route: { method: string; path: string }, params: Record<string, string>, body?: unknown) =>
  who.ask(route.method, fill(route.path, params), body);
const codeOf = async (answer: ReturnType<typeof ask>) => {
  const { status, body } = await answer;
  return [status, body.code];
};
const recordOf = async (name: string) => (await it.sheet(meetingId)).lines.find((line) => line.name === name)?.record;
const month = (who: AccountVisitor, query = '?month=2026-12') => who.ask('GET', `${fill(contract.attendanceMonth.path, it.staff())}${query}`);
const rowOf = async (who: AccountVisitor, name: string) =>
  ((await month(who, '?month=2026-12&size=100')).body.rows as contract.MonthRow[]).find((row) => row.name === name);
const ofAmira = () => it.staff({ participationId: it.world.participation.participationId });

describe('after the hour', () => {
  test('nothing is confirmed while it is ahead', async () => {
    expect((await it.sheet(meetingId)).isConfirmed).toBe(false);
    expect(await codeOf(ask(it.karin, contract.confirmAttendance, it.at({ meetingId }), { lines: [] }))).toEqual([409, 'attendance.not-over']);
  });

  test('the tutor finds a proposal for everybody and the hour among those to confirm', async () => {
    await it.ran(meetingId, 90, { 'Amira Haddad': [0, 90], 'Jonas Petersen': [20, 90] });
    const week = await it.karin.call(contract.weekPlan, it.at());
    expect(week.toConfirm.map((one) => one.meetingId)).toEqual([meetingId]);
    const { lines } = await it.sheet(meetingId);
    expect(lines.map((line) => [line.name, line.proposal.status, line.proposal.minutes, line.proposal.lessonUnits])).toEqual([
      ['Amira Haddad', 'PRESENT', 90, 2],
      ['Jonas Petersen', 'LATE', 70, 1],
      ['Olha Kovalenko', 'NO_SHOW', 0, 0],
    ]);
  });

  test('what does not hold together is refused whole', async () => {
    const line = (more: object) => ({ personId: it.id('Amira Haddad'), status: 'PRESENT', mode: 'ONLINE', learningPlace: 'HOME', minutes: 90, ...more });
    const others = ['Jonas Petersen', 'Olha Kovalenko'].map((name) => line({ personId: it.id(name) }));
    const confirm = (...lines: object[]) => codeOf(ask(it.karin, contract.confirmAttendance, it.at({ meetingId }), { lines }));
    expect(await confirm(line({}))).toEqual([400, 'attendance.incomplete']);
    expect(await confirm(line({}), line({}), ...others)).toEqual([400, 'attendance.incomplete']);
    expect(await confirm(line({ personId: randomUUID() }), ...others)).toEqual([404, 'person.unknown']);
    expect(await confirm(line({ minutes: 91 }), ...others)).toEqual([400, 'attendance.too-many-minutes']);
    expect(await confirm(line({ mode: null }), ...others)).toEqual([400, 'attendance.unfit']);
    expect(await confirm(line({ mode: 'ON_SITE' }), ...others)).toEqual([400, 'attendance.unfit']);
    expect(await confirm(line({ status: 'NO_SHOW' }), ...others)).toEqual([400, 'attendance.unfit']);
    expect((await it.sheet(meetingId)).isConfirmed).toBe(false);
  });

  test('it is confirmed once, also by two clicks at the same time', async () => {
    const { lines } = await it.sheet(meetingId);
    const body = {
      lines: lines.map(({ personId, proposal: { status, mode, learningPlace, minutes } }) => ({ personId, status, mode, learningPlace, minutes })),
    };
    const answers = await Promise.all([1, 2].map(() => codeOf(ask(it.karin, contract.confirmAttendance, it.at({ meetingId }), body))));
    expect(answers.sort()).toEqual([
      [200, undefined],
      [409, 'attendance.confirmed'],
    ]);
    const rows = await it.sql<{ n: number; groupSize: number; measure: number; unlinked: number }>(
      `select count(*)::int as n, max(group_size)::int as "groupSize", max(charged_to_measure)::int as measure, (count(*) filter (where participation is null))::int as unlinked from attendance_record where meeting = $1`,
      [meetingId],
    );
    expect(rows).toEqual([{ n: 3, groupSize: 3, measure: 90, unlinked: 0 }]);
    expect((await it.karin.call(contract.weekPlan, it.at())).toConfirm).toEqual([]);
  });

  test('a correction is a record that names the one it corrects; the old one is not corrected twice', async () => {
    const old = await recordOf('Jonas Petersen');
    const wish = { status: 'PRESENT', mode: 'ONLINE', learningPlace: 'COMPANY', minutes: 90, because: 'Das Netz im Betrieb war weg' };
    const correct = () => ask(it.karin, contract.correctRecord, it.at({ recordId: old?.recordId ?? '' }), wish);
    expect((await correct()).status).toBe(200);
    expect(await codeOf(correct())).toEqual([409, 'record.corrected']);
    expect(await recordOf('Jonas Petersen')).toMatchObject({ status: 'PRESENT', lessonUnits: 2, corrects: { recordId: old?.recordId, because: wish.because } });
  });
});

describe('the trainee', () => {
  test('reads their own hours, confirms or objects with a reason, and changes their mind', async () => {
    const { amira } = it.world;
    const hours = await amira.call(contract.myHours);
    expect([hours.total, hours.open, hours.rows[0]?.status]).toEqual([1, 1, 'PRESENT']);
    const recordId = hours.rows[0]?.recordId ?? '';
    const state = (who: Visitor, body: object) => codeOf(ask(who, contract.stateOnHour, { recordId }, body));
    expect(await state(amira, { agrees: false, text: null })).toEqual([400, 'statement.empty']);
    expect(await state(amira, { agrees: false, text: 'Ich war bis zum Ende da und noch länger' })).toEqual([200, undefined]);
    expect((await recordOf('Amira Haddad'))?.statement).toMatchObject({ agrees: false, text: 'Ich war bis zum Ende da und noch länger' });
    expect((await rowOf(it.world.bernd, 'Amira Haddad'))?.objections).toBe(1);
    expect(await state(amira, { agrees: true, text: null })).toEqual([200, undefined]);
    expect((await amira.call(contract.myHours)).open).toBe(0);
    expect(await state(it.jonas, { agrees: true, text: null })).toEqual([404, 'record.unknown']);
  });

  test('answers what counts, not what was corrected', async () => {
    const [first] = await it.sql<{ id: string }>(`select id from attendance_record where person = $1 and correction_of is null`, [it.id('Jonas Petersen')]);
    expect(await codeOf(ask(it.jonas, contract.stateOnHour, { recordId: first?.id ?? '' }, { agrees: true, text: null }))).toEqual([409, 'record.corrected']);
  });
});

describe('who may see what, each seen red without its guard', () => {
  beforeAll(async () => {
    it.world.jutta = await it.world.signIn('caseworker'); // her session lasts half an hour
  });
  const sheet = (who: Visitor) => ask(who, contract.attendanceSheet, { enrolmentId: who.enrolmentId, meetingId });

  test('the tutor of the hour its records; another tutor and a teacher without a grant not', async () => {
    expect([(await sheet(it.karin)).status, (await sheet(it.gesa)).status]).toEqual([200, 403]);
    await it.sql(`update enrolment set role = 'tutor' where id = $1`, [it.gesa.enrolmentId]);
    it.server.clock.advance(31_000);
    expect((await sheet(it.gesa)).status).toBe(404);
    mutants.without(ATTENDANCE_RULES, 'ownHoursOnly', false);
    expect((await sheet(it.gesa)).status).toBe(200);
  });

  test('a trainee no sheet of the hour', async () => {
    expect((await sheet(it.world.amira)).status).toBe(403);
  });

  test('companion and deputy their own participations; pedagogue and office all; another companion none; a caseworker nothing', async () => {
    const one = async (who: AccountVisitor) => (await ask(who, contract.attendanceOf, ofAmira())).status;
    expect(await Promise.all([it.world.bernd, pedagogue, it.world.heike, stranger, it.world.jutta].map(one))).toEqual([200, 200, 200, 404, 403]);
    expect(await rowOf(stranger, 'Amira Haddad')).toBeUndefined();
    mutants.without(MONTH_RULES, 'ownParticipationsOnly', false);
    expect([await one(stranger), (await rowOf(stranger, 'Amira Haddad'))?.meetings]).toEqual([200, 1]);
  });

  test('the class of a reason is set and seen by companion, pedagogue and office; no tutor and no trainee reads it', async () => {
    const olha = await recordOf('Olha Kovalenko');
    const set = (who: AccountVisitor, reason = 'ILLNESS', recordId = olha?.recordId ?? '') =>
      codeOf(ask(who, contract.setReason, it.staff({ recordId }), { reason }));
    expect(await set(stranger)).toEqual([404, 'record.unknown']);
    expect(await set(it.world.jutta)).toEqual([403, 'role.unfit']);
    expect((await rowOf(it.world.bernd, 'Olha Kovalenko'))?.withoutReason).toBe(1);
    for (const who of [it.world.bernd, pedagogue, it.world.heike]) expect(await set(who)).toEqual([200, undefined]);
    expect((await rowOf(it.world.bernd, 'Olha Kovalenko'))?.withoutReason).toBe(0);
    expect(await set(it.world.bernd, 'ILLNESS', (await recordOf('Amira Haddad'))?.recordId)).toEqual([409, 'reason.not-absent']);
    expect(await set(it.world.bernd, 'a cold')).toEqual([400, 'body.invalid']);
    expect(JSON.stringify([await it.sheet(meetingId), await it.world.amira.call(contract.myHours)])).not.toContain('ILLNESS');
  });
});

describe('the month', () => {
  test('adds up by participation and says when it locks; a correction after the 8th is marked by its time', async () => {
    expect(await rowOf(it.world.heike, 'Jonas Petersen')).toMatchObject({ meetings: 1, onlineMinutes: 90, lessonUnits: 2, chargedMinutes: 90, noShow: 0 });
    expect((await month(it.world.heike)).body).toMatchObject({ month: '2026-12', locksOn: '2027-01-08', isLocked: false });
    expect((await month(it.world.heike, '?month=2026-13')).status).toBe(400);
    expect((await month(it.world.heike, `?month=2026-12&measureId=${randomUUID()}`)).status).toBe(404);
    expect((await month(it.world.heike, `?month=2026-12&measureId=${it.world.participation.measure.measureId}`)).body.total).toBeGreaterThan(3);
  });

  test('is taken as a file in which no name is a formula', async () => {
    await it.world.heike.ask('GET', '/'); // a page of the browser before
    const file = await it.world.heike.ask('GET', `${fill(contract.ATTENDANCE_CSV_PATH, it.staff())}?month=2026-12`);
    expect([file.status, file.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
    expect(String(file.body.text)).toContain('"Amira Haddad";"123/21/10/14";"2026-12";"1";"90"');
    expect((await stranger.ask('GET', `${fill(contract.ATTENDANCE_CSV_PATH, it.staff())}?month=2026-12`)).body.text).not.toContain('Haddad');
    expect((await it.world.jutta.ask('GET', fill(contract.ATTENDANCE_CSV_PATH, it.staff()))).status).toBe(403);
  });

  test('an hour that ran without Lotse is entered late and marked so; its figures are locked after the 8th', async () => {
    it.now('2027-01-09', '10:00');
    it.karin = await it.world.trainee('karin.thomsen');
    const late = { day: '2026-12-03', from: '17:00', to: '18:30', placeLabel: null, supportElement: 'SUPPORT_TEACHING', groupId: null };
    const made = await it.karin.call(contract.enterLate, it.at(), late);
    const { lines } = await it.confirm(made.meetingId, { 'Olha Kovalenko': { status: 'NO_SHOW', mode: null, learningPlace: null, minutes: 0 } });
    const amira = lines.find((line) => line.name === 'Amira Haddad')?.record;
    expect([amira?.source, amira?.isLocked, amira?.status, amira?.learningPlace]).toEqual(['MANUAL', true, 'PRESENT', 'PROVIDER']);
    expect(await codeOf(ask(it.karin, contract.enterLate, it.at(), { ...late, day: '2027-02-03' }))).toEqual([400, 'attendance.not-over']);
  });
});
