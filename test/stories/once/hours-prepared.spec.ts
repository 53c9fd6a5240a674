import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import * as c from '#lotse/contract';
import { LiveServer } from '#lotse/rooms';
import { HourWorld } from '../../world/hour-world.js';
import { personIn, until, type LiveVisitor } from '../../world/live-visitor.js';
import type { Visitor } from '../../world/visitor.js';

/** Before the hour the tutor thinks out groups and polls; in the hour she starts them. */
let it: HourWorld;
let meetingId = '';
const live: LiveVisitor[] = [];
beforeAll(async () => {
  it = await HourWorld.open();
  meetingId = await it.plan({ day: '2026-11-29', from: '11:00', to: '12:30' });
}, 240_000);
afterAll(async () => {
  live.forEach((one) => one.leave());
  await it?.world.server.stop();
});

const path = (id = meetingId, who: Visitor = it.karin) => `/api/courses/${who.enrolmentId}/meetings/${id}/preparation`;
const poll = { question: 'Wie lange dauert die Probezeit?', options: ['1 Monat', '4 Monate', 'beides geht'], several: false, named: false };
const wish = () => ({
  groups: [
    { name: 'Fristen', members: [it.id('Amira Haddad'), it.id('Lea Brandt')] },
    { name: 'Schriftform', members: [it.id('Jonas Petersen')] },
  ],
  polls: [poll],
});
const save = async (body: unknown, id = meetingId, who: Visitor = it.karin) => {
  const answer = await who.ask('PUT', path(id, who), body);
  return [answer.status, answer.body['code'] ?? ''];
};
const read = (who = it.karin) => who.call(c.preparation, { enrolmentId: who.enrolmentId, meetingId });
const join = async (who: Visitor) => {
  const one = await personIn(it.server, who, () => meetingId).join();
  live.push(one);
  return one;
};

test('groups and polls of a planned hour are stored, and the other tutor of the course reads them, too', async () => {
  expect((await read()).groups).toEqual([]);
  expect(await save(wish())).toEqual([200, '']);
  const { people, groups, polls } = await read(it.gesa);
  expect(people.map((one) => one.name)).toContain('Lea Brandt');
  expect(groups.map(({ name, members }) => [name, members.length])).toEqual([
    ['Fristen', 2],
    ['Schriftform', 1],
  ]);
  expect(polls).toEqual([poll]);
});

test('nobody is in two groups, and nobody of another course is in one; then nothing of it is stored', async () => {
  const amira = it.id('Amira Haddad');
  const twice = [
    { name: 'A', members: [amira] },
    { name: 'B', members: [amira] },
  ];
  expect(await save({ groups: twice, polls: [] })).toEqual([400, 'breakout.twice']);
  expect(await save({ groups: [{ name: 'A', members: [randomUUID()] }], polls: [] })).toEqual([404, 'person.unknown']);
  expect(await save({ groups: [{ name: 'A', members: [await it.world.personOf(it.karin)] }], polls: [] })).toEqual([404, 'person.unknown']);
  expect(await save({ groups: [], polls: [{ ...poll, options: ['nur eine'] }] })).toEqual([400, 'body.invalid']);
  expect((await read()).groups).toHaveLength(2);
});

test('a trainee does not see what is prepared, and an hour of nobody is unknown', async () => {
  expect((await it.jonas.ask('GET', path(meetingId, it.jonas))).status).toBe(403);
  expect(await save(wish(), meetingId, it.jonas)).toEqual([403, 'role.unfit']);
  expect(await save(wish(), randomUUID())).toEqual([404, 'meeting.unknown']);
});

test('the question and the names of groups do not lie in clear', async () => {
  const rows = await it.sql<{ body: Buffer }>('select name as body from prepared_group union all select body from prepared_poll', []);
  expect(rows).toHaveLength(3);
  for (const { body } of rows) expect(body.toString('latin1')).not.toMatch(/Fristen|Schriftform|Probezeit/);
});

const hours = async (who: Visitor = it.karin, id = meetingId) => (await who.call(c.preparedHours, { enrolmentId: who.enrolmentId, meetingId: id })).rows;
const names = async (id: string) =>
  (await it.karin.call(c.preparation, { ...it.at(), meetingId: id })).groups.map(({ name, members }) => [name, members.length]);

test('what is prepared for one hour is found from another hour of the same room, the nearest first, and from no other', async () => {
  const [before, after] = [await it.plan({ day: '2026-12-06' }), await it.plan({ day: '2026-12-20' })];
  expect(await hours()).toEqual([]);
  expect(await save({ groups: [], polls: [poll, poll] }, after)).toEqual([200, '']);
  expect((await hours(it.karin, before)).map(({ meetingId: id, groups, polls }) => [id, groups, polls])).toEqual([
    [meetingId, 2, 1],
    [after, 0, 2],
  ]);
  expect((await hours(it.gesa, before))[0]).toMatchObject({ meetingId, from: '2026-11-29T10:00:00.000Z' });
  expect((await it.jonas.ask('GET', `${path(before, it.jonas)}/others`)).status).toBe(403);
  expect((await it.karin.ask('GET', `${path(randomUUID())}/others`)).body['code']).toBe('meeting.unknown');
  const { roomId } = await it.karin.call(c.addRoom, it.at(), { title: 'Mittwoch', placeLabel: null, media: 'none', link: null });
  await it.karin.call(c.planMeetings, it.at({ roomId }), it.wish({ day: '2026-12-09' }));
  const [elsewhere] = await it.sql<{ id: string }>('select id from meeting where room = $1', [roomId]);
  expect(await hours(it.karin, elsewhere?.id)).toEqual([]);
});

test('prepared once for a series: every coming hour in which nothing was prepared has it, and nobody is in a group of an hour they are not expected in', async () => {
  const { groupId } = await it.group('Dienstag', 'Amira Haddad', 'Jonas Petersen');
  const series = { until: '2027-02-02', weekdays: [2], everyWeeks: 1, land: null, without: [] };
  await it.karin.call(c.planMeetings, it.at(), it.wish({ day: '2027-01-05', groupId, series }));
  const rows = await it.sql<{ id: string }>('select id from meeting where series is not null order by planned_from', []);
  const [first = '', second = '', third = '', fourth = '', fifth = ''] = rows.map((row) => row.id);
  expect(await save({ groups: [], polls: [poll] }, second)).toEqual([200, '']);
  await it.karin.call(c.cancelMeeting, it.at({ meetingId: fifth }), { reason: 'Prüfung', which: 'one' });
  await it.sql('update meeting set group_id = null where id = $1', [first]);
  await it.sql(`update meeting set group_id = $2 where id = $1`, [fourth, (await it.group('Nur Amira', 'Amira Haddad')).groupId]);
  const known = await it.karin.call(c.preparation, it.at({ meetingId: first }));
  expect(known.unprepared).toBe(2);
  const answer = await it.karin.ask('PUT', path(first), { ...wish(), series: true });
  expect([answer.status, answer.body['meetings']]).toEqual([200, 3]);
  expect(await names(first)).toEqual([
    ['Fristen', 2],
    ['Schriftform', 1],
  ]);
  expect(await names(second)).toEqual([]);
  expect(await names(third)).toEqual([
    ['Fristen', 1],
    ['Schriftform', 1],
  ]);
  expect(await names(fourth)).toEqual([
    ['Fristen', 1],
    ['Schriftform', 0],
  ]);
  expect(await names(fifth)).toEqual([]);
  const { meetings } = await it.karin.call(c.weekPlan, it.at(), undefined, '?day=2027-01-19');
  expect(meetings.map((one) => [one.meetingId, one.isPrepared])).toEqual([[third, true]]);
});

test('two tutors prepare a series in the same moment: each hour is prepared by one of them', async () => {
  const series = { until: '2027-03-30', weekdays: [4], everyWeeks: 1, land: null, without: [] };
  await it.karin.call(c.planMeetings, it.at(), it.wish({ day: '2027-03-04', series }));
  const rows = await it.sql<{ id: string }>(`select id from meeting where planned_from >= '2027-03-01' order by planned_from`, []);
  const ids = rows.map((row) => row.id);
  const both = await Promise.all(
    [it.karin, it.gesa].map((who, at) => who.ask('PUT', path(ids[at], who), { groups: [], polls: [{ ...poll, question: `Von ${at}` }], series: true })),
  );
  expect(both.map((one) => one.status)).toEqual([200, 200]);
  for (const id of ids) expect((await it.karin.call(c.preparation, it.at({ meetingId: id }))).polls).toHaveLength(1);
});

test('in the hour the groups start as prepared: whoever comes late is in theirs', async () => {
  await it.karin.call(c.startMeeting, it.at(), { meetingId });
  const [karin, jonas] = [await join(it.karin), await join(it.jonas)];
  const { groups, polls } = await read();
  await karin.say(c.planBreakouts, { groups: groups.map((one) => ({ ...one, groupId: randomUUID() })) });
  await karin.say(c.openBreakouts, { seconds: 600 });
  await until('the groups at Jonas', () => jonas.state.breakouts.open);
  const groupOf = (one: LiveVisitor) => one.state.breakouts.groups.find((group) => group.members.includes(one.person))?.name;
  expect(groupOf(jonas)).toBe('Schriftform');
  expect(groupOf(await join(it.world.amira))).toBe('Fristen');
  await karin.say(c.closeBreakouts);
  await karin.say(c.openPoll, polls[0]);
  await until('the poll at Jonas', () => jonas.state.polls.length === 1);
});

test('a result is put away for everybody; an open poll is not', async () => {
  const [karin, jonas] = live as [LiveVisitor, LiveVisitor];
  const open = karin.state.polls.at(-1)?.poll ?? '';
  expect(await karin.refusal(c.hidePoll, { poll: open })).toBe('poll.running');
  await karin.say(c.closePoll, { poll: open });
  await karin.say(c.hidePoll, { poll: open });
  await until('the result to be gone', () => jonas.state.polls.at(-1)?.hidden === true);
  expect(jonas.state.polls.at(-1)?.result).not.toBeNull();
  expect(await jonas.refusal(c.hidePoll, { poll: open })).toBe('role.unfit');
});

test('an admin sees how many are in live hours now, and on which server; counts only', async () => {
  const admin = await it.world.admin();
  await it.server.started.app.get(LiveServer).tick();
  const numbers = await admin.must<c.LiveNumbers>(c.liveNumbers, undefined, { tenantId: it.world.tenantId });
  expect([numbers.rooms, numbers.people, numbers.devices]).toEqual([1, 3, 0]);
  expect(numbers.servers.map(({ rooms, people }) => [rooms, people])).toEqual([[1, 3]]);
  expect(JSON.stringify(numbers)).not.toMatch(/Amira|Jonas|Karin/);
});

test('after the hour nothing is prepared any more', async () => {
  await live[0]?.say(c.endMeeting);
  expect(await save(wish())).toEqual([409, 'meeting.over']);
});

test('who begins in a room begins what is planned there now; what is planned for later stays', async () => {
  const begin = async (from: string, to: string) => {
    const roomId = await it.room();
    await it.karin.call(c.planMeetings, it.at({ roomId }), it.wish({ day: '2026-11-29', from, to }));
    const [planned] = await it.sql<{ id: string }>('select id from meeting where room = $1', [roomId]);
    const { meetingId: begun } = await it.karin.call(c.startMeeting, it.at({ roomId }), {});
    return begun === planned?.id;
  };
  expect(await begin('10:10', '11:00')).toBe(true);
  expect(await begin('10:30', '11:30')).toBe(false);
});
