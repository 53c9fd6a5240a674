import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as contract from '#lotse/contract';
import { CALENDAR_RULES } from '#lotse/rooms';
import { HourWorld } from '../../world/hour-world.js';
import { Mutants } from '../../world/mutants.js';
import type { Visitor } from '../../world/visitor.js';

let it: HourWorld;
const mutants = new Mutants();
beforeAll(async () => {
  it = await HourWorld.open();
}, 240_000);
afterAll(() => it?.world.server.stop());

const ask = (who: Visitor, route: { method: string; path: string }, params: Record<string, string>, body?: unknown) =>
  who.ask(
    route.method,
    route.path.replace(/:(\w+)/g, (_, name: string) => params[name] ?? ''),
    body,
  );
const codeOf = async (answer: ReturnType<typeof ask>) => {
  const { status, body } = await answer;
  return [status, body.code];
};
const week = (day: string) => it.karin.call(contract.weekPlan, it.at(), undefined, `?day=${day}`);
const next = async (who: Visitor) => (await who.call(contract.upcomingMeetings, { enrolmentId: who.enrolmentId })).meetings;

describe('groups', () => {
  test('a tutor makes a group; who is larger than the measure allows is warned of, not refused', async () => {
    const six = ['Amira Haddad', 'Jonas Petersen', 'Olha Kovalenko', 'Mehmet Yildiz', 'Lea Brandt', 'Tariq Rahimi'];
    const { groupId } = await it.group('Dienstag', ...six);
    expect(await it.karin.call(contract.group, it.at({ groupId }))).toMatchObject({ name: 'Dienstag', people: 6, limit: 6, isTooLarge: false });
    await it.karin.call(contract.changeGroup, it.at({ groupId }), { name: 'Dienstag', personIds: [...six, 'Mai Nguyen'].map(it.id) });
    const now = await it.karin.call(contract.group, it.at({ groupId }));
    expect([now.people, now.limit, now.isTooLarge]).toEqual([7, 6, true]);
    expect((await it.karin.call(contract.previewPlan, it.at(), it.wish({ groupId }))).isTooLarge).toBe(true);
    await it.karin.call(contract.archiveGroup, it.at({ groupId }), {});
    expect((await it.karin.call(contract.groups, it.at())).rows).toEqual([]);
  });

  test('somebody who is no trainee of the course is in no group of it', async () => {
    const karin = await it.world.personOf(it.karin);
    for (const person of [karin, randomUUID()])
      expect(await codeOf(ask(it.karin, contract.addGroup, it.at(), { name: 'G', personIds: [person] }))).toEqual([404, 'person.unknown']);
  });
});

describe('a series', () => {
  test('is shown before it is planned: without Christmas and without what the tutor leaves out', async () => {
    const { groupId } = await it.group('Freitag', 'Amira Haddad', 'Jonas Petersen');
    const series = { until: '2027-01-15', weekdays: [5], everyWeeks: 1, land: 'NI' as const, without: [{ from: '2026-12-28', to: '2027-01-02' }] };
    const wish = it.wish({ day: '2026-12-11', groupId, series });
    const preview = await it.karin.call(contract.previewPlan, it.at(), wish);
    expect(preview.days.map((one) => one.day)).toEqual(['2026-12-11', '2026-12-18', '2027-01-08', '2027-01-15']);
    expect(preview.leftOut).toEqual([
      { day: '2026-12-25', because: 'christmas-day' },
      { day: '2027-01-01', because: 'wish' },
    ]);
    expect(await it.karin.call(contract.planMeetings, it.at(), wish)).toEqual({ meetings: 4 });
    expect(await codeOf(ask(it.karin, contract.planMeetings, it.at(), wish))).toEqual([409, 'plan.clash']);
    const [one] = (await week('2026-12-09')).meetings;
    expect(one).toMatchObject({ groupName: 'Freitag', people: 2, tutor: 'Karin Thomsen', isMine: true, state: 'planned', attendance: 'none' });
  });

  test('its rest is called off with a reason, which the trainees read; one hour before stays', async () => {
    const meetings = (await week('2026-12-18')).meetings;
    const meetingId = meetings[0]?.meetingId ?? '';
    expect(
      await it.karin.call(contract.cancelMeeting, it.at({ meetingId }), { reason: 'Die Gruppe macht im Januar anders weiter', which: 'following' }),
    ).toEqual({ meetings: 3 });
    const [first, second] = await next(it.world.amira);
    expect([first?.state, second?.state, second?.change?.reason]).toEqual(['planned', 'cancelled', 'Die Gruppe macht im Januar anders weiter']);
    expect(await codeOf(ask(it.karin, contract.cancelMeeting, it.at({ meetingId }), { reason: 'noch einmal', which: 'one' }))).toEqual([
      409,
      'meeting.not-planned',
    ]);
  });
});

describe('one hour', () => {
  test('is moved with a reason; a substitute takes over; both are told', async () => {
    const meetingId = await it.plan({ day: '2026-12-02' });
    await it.karin.call(contract.moveMeeting, it.at({ meetingId }), {
      day: '2026-12-03',
      from: '16:00',
      to: '17:30',
      placeLabel: 'B 14',
      reason: 'Raum belegt',
    });
    const staff = (await it.karin.call(contract.planStaff, it.at())).rows;
    const other = staff.find((one) => !one.isMe)?.personId ?? '';
    expect((await next(it.world.amira))[0]).toMatchObject({
      from: '2026-12-03T15:00:00.000Z',
      placeLabel: 'B 14',
      change: { kind: 'moved', reason: 'Raum belegt' },
    });
    await it.karin.call(contract.substituteMeeting, it.at({ meetingId }), { tutorId: other, reason: 'Fortbildung' });
    expect((await week('2026-12-03')).meetings[0]).toMatchObject({ tutor: 'Bernd Asmus', isMine: false, change: { kind: 'substitute' } });
    await it.karin.call(contract.cancelMeeting, it.at({ meetingId }), { reason: 'Doch nicht', which: 'one' });
  });

  test.each([
    ['in the past', { day: '2026-11-28' }, [400, 'plan.in-past']],
    ['for thirteen hours', { from: '08:00', to: '21:00' }, [400, 'plan.too-long']],
    ['with a tutor who is none of the course', { tutorId: randomUUID() }, [404, 'person.unknown']],
    ['with a group that is none of the course', { groupId: randomUUID() }, [404, 'group.unknown']],
    ['as a series without a day', { series: { until: '2026-12-02', weekdays: [5], everyWeeks: 1, land: null, without: [] } }, [400, 'plan.no-days']],
    [
      'as a series that ends before it begins',
      { series: { until: '2026-11-02', weekdays: [5], everyWeeks: 1, land: null, without: [] } },
      [400, 'plan.end-before-start'],
    ],
    ['as a series of two years', { series: { until: '2028-12-01', weekdays: [2], everyWeeks: 1, land: null, without: [] } }, [400, 'plan.too-many']],
    ['on no day', { day: '2026-02-30' }, [400, 'body.invalid']],
  ])('is not planned %s, and nothing is left of it', async (_, more, answer) => {
    const before = await it.meetings();
    expect(await codeOf(ask(it.karin, contract.planMeetings, it.at(), it.wish(more)))).toEqual(answer);
    expect(await it.meetings()).toEqual(before);
  });

  test('who is expected sees it and may say that they will not come; who is not sees nothing', async () => {
    const { groupId } = await it.group('Nur Amira', 'Amira Haddad');
    const meetingId = await it.plan({ groupId, day: '2026-12-04' });
    const has = async (who: Visitor) => (await next(who)).find((one) => one.meetingId === meetingId);
    expect([await has(it.jonas), (await has(it.world.amira))?.isExcused]).toEqual([undefined, false]);
    const excuse = (who: Visitor, isComing: boolean) => ask(who, contract.excuseMe, { enrolmentId: who.enrolmentId, meetingId }, { isComing });
    expect((await excuse(it.jonas, false)).status).toBe(404);
    expect((await excuse(it.world.amira, false)).status).toBe(200);
    expect((await has(it.world.amira))?.isExcused).toBe(true);
    await excuse(it.world.amira, true);
    expect((await has(it.world.amira))?.isExcused).toBe(false);
  });
});

describe('a calendar', () => {
  const read = async (url: string) => {
    const answer = await fetch(url);
    return { status: answer.status, text: await answer.text(), type: answer.headers.get('content-type') };
  };

  test('is read without a session by whoever has its address; it names nobody; the old address ends with a new one', async () => {
    const { amira } = it.world;
    const first = (await amira.call(contract.renewCalendar, {}, {})).url;
    const calendar = await read(first);
    expect([calendar.status, calendar.type]).toEqual([200, 'text/calendar; charset=utf-8']);
    expect(calendar.text).toContain('SUMMARY:Unterricht');
    expect(calendar.text).toContain('STATUS:CANCELLED');
    expect(calendar.text).not.toMatch(/Karin|Thomsen|Amira|Jonas|Raum belegt|Dienstag/);
    const second = (await amira.call(contract.renewCalendar, {}, {})).url;
    expect([(await read(first)).status, (await read(second)).status]).toEqual([404, 200]);
    expect((await amira.call(contract.myCalendar)).readAt).not.toBeNull();
    const token = second.split('/').at(-1)?.replace('.ics', '') ?? '';
    expect(it.server.log.some((line) => line.includes(token))).toBe(false);
    await amira.call(contract.endCalendar, {}, {});
    expect((await read(second)).status).toBe(404);
  });

  test('ends with the place in the course', async () => {
    const { url } = await it.jonas.call(contract.renewCalendar, {}, {});
    expect((await read(url)).status).toBe(200);
    await it.sql(`update enrolment set status = 'left' where id = $1`, [it.jonas.enrolmentId]);
    expect((await read(url)).status).toBe(404);
    mutants.without(CALENDAR_RULES, 'needsEnrolment', false);
    expect((await read(url)).status).toBe(200);
    mutants.restore();
    await it.sql(`update enrolment set status = 'active' where id = $1`, [it.jonas.enrolmentId]);
  });

  test.each(['x', 'x'.repeat(43), `${'A'.repeat(43)}.ics`])('an address that is none is not there: %s', async (token) => {
    expect((await read(`${it.server.url}/calendar/${token}`)).status).toBe(404);
  });
});
