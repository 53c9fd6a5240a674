import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as c from '#lotse/contract';
import { HourWorld } from '../../world/hour-world.js';
import { personIn, until, type LiveVisitor } from '../../world/live-visitor.js';
import type { Visitor } from '../../world/visitor.js';

/** What a tutor does by mistake, and takes back. */
const TODAY = '2026-11-29';
let it: HourWorld;
const live: LiveVisitor[] = [];
beforeAll(async () => {
  it = await HourWorld.open();
}, 240_000);
afterAll(async () => {
  for (const one of live) one.leave();
  await it?.world.server.stop();
});

const ask = (who: Visitor, route: { method: string; path: string }, more: Record<string, string>, body: unknown = {}) =>
  who.ask(
    route.method,
    route.path.replace(/:(\w+)/g, (_, name: string) => ({ ...it.at(more), enrolmentId: who.enrolmentId })[name] ?? ''),
    route.method === 'GET' ? undefined : body,
  );
const refusal = async (...asked: Parameters<typeof ask>) => {
  const { status, body } = await ask(...asked);
  return [status, body.code];
};
const week = (day: string) => it.karin.call(c.weekPlan, it.at(), undefined, `?day=${day}`);
const inWeek = async (day: string, meetingId: string) => (await week(day)).meetings.find((one) => one.meetingId === meetingId);
const next = async (meetingId: string) =>
  (await it.world.amira.call(c.upcomingMeetings, { enrolmentId: it.world.amira.enrolmentId })).meetings.find((one) => one.meetingId === meetingId);
const begin = async (body: object = {}) => (await it.karin.call(c.startMeeting, it.at(), body)).meetingId;
const putBack = (meetingId: string) => it.karin.call(c.putBackMeeting, it.at({ meetingId }), {});
async function sits(who: Visitor, meetingId: string): Promise<LiveVisitor> {
  const one = await personIn(it.server, who, () => meetingId).join();
  live.push(one);
  return one;
}
async function calendar(who: Visitor): Promise<string> {
  const { url } = await who.call(c.renewCalendar, {}, {});
  return (await fetch(url)).text();
}
const entry = (text: string, meetingId: string) => text.split('BEGIN:VEVENT').find((one) => one.includes(meetingId)) ?? '';

describe('an hour that was begun by mistake', () => {
  let meetingId = '';
  test('stands in the plan again: nobody gets in, the tutor is told, and attendance asks for nothing', async () => {
    meetingId = await it.plan({ day: TODAY, from: '11:00', to: '12:00' });
    it.now(TODAY, '10:55');
    await begin({ meetingId });
    const karin = await sits(it.karin, meetingId);
    await karin.say(c.postChat, { text: 'Ist da wer?', to: 'all' });
    expect(await inWeek(TODAY, meetingId)).toMatchObject({ state: 'live', mayPutBack: true });
    for (let n = 0; n < 2; n++) await putBack(meetingId);
    await until('the tutor is told', () => karin.bye === 'put-back');
    expect(await inWeek(TODAY, meetingId)).toMatchObject({ state: 'planned', mayPutBack: false, attendance: 'none' });
    expect(await next(meetingId)).toMatchObject({ state: 'planned' });
    expect(await refusal(it.world.amira, c.joinTicket, { meetingId })).toEqual([409, 'meeting.not-begun']);
    expect(entry(await calendar(it.world.amira), meetingId)).toContain('STATUS:CONFIRMED');
    expect(await it.sheet(meetingId)).toMatchObject({ state: 'planned', isConfirmed: false });
  });

  test('begins again at its time as if for the first, and is put back no more once a trainee has come', async () => {
    it.now(TODAY, '11:00');
    await begin({ meetingId });
    const karin = await sits(it.karin, meetingId);
    expect([karin.state.phase, karin.state.chat]).toEqual(['live', []]);
    const amira = await sits(it.world.amira, meetingId);
    await until('her seat', () => karin.state.people[amira.person]?.here === true);
    expect(await inWeek(TODAY, meetingId)).toMatchObject({ mayPutBack: false });
    expect(await refusal(it.karin, c.putBackMeeting, { meetingId })).toEqual([409, 'meeting.somebody-came']);
    await karin.say(c.endMeeting);
    expect(await refusal(it.karin, c.putBackMeeting, { meetingId })).toEqual([409, 'meeting.over']);
    const { lines } = await it.sheet(meetingId);
    expect(lines.find((one) => one.personId === amira.person)?.record).toBeNull();
  });

  test('is put back by staff of its course alone, and not after ten minutes', async () => {
    it.now(TODAY, '11:10');
    const id = await begin();
    expect(await refusal(it.world.amira, c.putBackMeeting, { meetingId: id })).toEqual([403, 'role.unfit']);
    it.now(TODAY, '11:21');
    expect(await refusal(it.gesa, c.putBackMeeting, { meetingId: id })).toEqual([409, 'meeting.put-back-late']);
    const karin = await sits(it.karin, id);
    await karin.say(c.endMeeting);
    await it.karin.call(c.noteNextTime, it.at({ meetingId: id }), { text: 'Fristen' });
  });

  test('and was not planned is as if it had never been: in no week, no list and no sheet, and what was noted before stays', async () => {
    it.now(TODAY, '11:30');
    const before = [await week(TODAY), await it.karin.call(c.roomPage, it.at())];
    const id = await begin();
    const karin = await sits(it.karin, id);
    await it.gesa.call(c.putBackMeeting, { enrolmentId: it.gesa.enrolmentId, meetingId: id }, {});
    await until('the tutor is told', () => karin.bye === 'put-back');
    expect(karin.state).toMatchObject({ phase: 'ended', endedBy: 'put-back' });
    expect([await week(TODAY), await it.karin.call(c.roomPage, it.at())]).toEqual(before);
    expect(before[1]).toMatchObject({ nextTime: 'Fristen', room: { live: null } });
    for (const route of [c.attendanceSheet, c.hourSummary]) expect(await refusal(it.karin, route, { meetingId: id })).toEqual([404, 'meeting.unknown']);
    const other = await begin();
    expect(other).not.toBe(id);
    await putBack(other);
  });
});

describe('an hour that was called off', () => {
  const reason = 'Lehrkraft krank';
  const restore = (meetingId: string, which: 'one' | 'together') => it.karin.call(c.restoreMeeting, it.at({ meetingId }), { which });
  let ids: string[] = [];

  test('takes place after all, alone or with all that were called off with it; the trainees read it, and the calendar says so', async () => {
    const known = new Set(await it.meetings());
    const series = { until: '2027-01-29', weekdays: [5], everyWeeks: 1, land: null, without: [] };
    await it.karin.call(c.planMeetings, it.at(), it.wish({ day: '2027-01-08', series }));
    ids = (await it.meetings()).filter((id) => !known.has(id));
    const [first = '', second = '', third = ''] = ids;
    await it.karin.call(c.cancelMeeting, it.at({ meetingId: second }), { reason: 'Umzug', which: 'one' });
    it.server.clock.advance(1000);
    await it.karin.call(c.cancelMeeting, it.at({ meetingId: first }), { reason, which: 'following' });
    expect([(await inWeek('2027-01-08', first))?.calledOff, (await inWeek('2027-01-15', second))?.calledOff]).toEqual([3, 1]);
    expect(entry(await calendar(it.world.amira), first)).toContain('STATUS:CANCELLED');
    expect(await restore(first, 'one')).toEqual({ meetings: 1 });
    expect(await restore(first, 'one')).toEqual({ meetings: 0 });
    expect(await next(first)).toMatchObject({ state: 'planned', change: { kind: 'restored', reason: '' } });
    expect(entry(await calendar(it.world.amira), first)).toContain('STATUS:CONFIRMED');
    expect(await restore(third, 'together')).toEqual({ meetings: 2 });
    // what was called off for another reason stays so
    expect(await inWeek('2027-01-15', second)).toMatchObject({ state: 'cancelled', calledOff: 1, change: { kind: 'cancelled', reason: 'Umzug' } });
  });

  test('is not taken back where the room was given away meanwhile, nor when its time has come, nor by a trainee', async () => {
    const [, second = ''] = ids;
    await it.plan({ day: '2027-01-15', from: '18:00', to: '19:00' });
    expect(await refusal(it.karin, c.restoreMeeting, { meetingId: second }, { which: 'one' })).toEqual([409, 'plan.clash']);
    expect(await inWeek('2027-01-15', second)).toMatchObject({ state: 'cancelled' });
    const today = await it.plan({ day: TODAY, from: '12:00', to: '13:00' });
    await it.karin.call(c.cancelMeeting, it.at({ meetingId: today }), { reason, which: 'one' });
    expect(await refusal(it.world.amira, c.restoreMeeting, { meetingId: today }, { which: 'one' })).toEqual([403, 'role.unfit']);
    expect(await inWeek(TODAY, today)).toMatchObject({ calledOff: 1 });
    it.now(TODAY, '12:00');
    expect(await inWeek(TODAY, today)).toMatchObject({ calledOff: 0 });
    expect(await refusal(it.karin, c.restoreMeeting, { meetingId: today }, { which: 'one' })).toEqual([400, 'plan.in-past']);
  });
});

test('a group that is offered no more is offered again, with its people', async () => {
  const { groupId } = await it.group('Freitag', 'Amira Haddad', 'Jonas Petersen');
  const list = async (which: string) => (await it.karin.call(c.groups, it.at(), undefined, `?which=${which}`)).rows.map(({ name, people }) => [name, people]);
  await it.karin.call(c.archiveGroup, it.at({ groupId }), {});
  expect([await list('offered'), await list('archived')]).toEqual([[], [['Freitag', 2]]]);
  for (let n = 0; n < 2; n++) await it.karin.call(c.offerGroup, it.at({ groupId }), {});
  expect([await list('offered'), await list('archived')]).toEqual([[['Freitag', 2]], []]);
  expect(await refusal(it.karin, c.offerGroup, { groupId: crypto.randomUUID() })).toEqual([404, 'group.unknown']);
});
