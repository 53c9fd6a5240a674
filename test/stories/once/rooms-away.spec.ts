import { afterAll, beforeAll, expect, test } from '@jest/globals';
import * as c from '#lotse/contract';
import { LiveServer } from '#lotse/rooms';
import { HourWorld } from '../../world/hour-world.js';
import { personIn, until, type LiveVisitor } from '../../world/live-visitor.js';
import { TcpRelay } from '../../world/tcp-relay.js';
import type { Visitor } from '../../world/visitor.js';

/** Who is away for a while, and what has become of the hour and of their rights meanwhile. Networks fail without a word, minutes are played. */
const MINUTE = 60_000;
let it: HourWorld;
let meetingId = '';
let gesa: Visitor;
let tutor: LiveVisitor;
let jonas: LiveVisitor;
let network: TcpRelay;
const all: LiveVisitor[] = [];

const url = ({ port }: TcpRelay) => `http://127.0.0.1:${port}`;
const relay = () => new TcpRelay(Number(new URL(it.server.url).port)).open();
const come = async (visitor: Visitor, at?: TcpRelay): Promise<LiveVisitor> => {
  const one = await personIn(it.server, visitor, () => meetingId).join(at ? url(at) : undefined);
  all.push(one);
  return one;
};
/** Time passes; something is heard of these people, then the server looks around. */
async function pass(ms: number, ...heard: LiveVisitor[]): Promise<void> {
  it.server.clock.advance(ms);
  for (const one of heard) await one.say(c.clockPing, { t0: 0 });
  await it.server.started.app.get(LiveServer).tick();
}
const rowOf = async (one: LiveVisitor) =>
  (
    await it.sql<{ left: Date | null; heard: Date }>(
      'select left_at as "left", heard_at as heard from meeting_presence where meeting = $1 and person = $2 order by came_at desc limit 1',
      [meetingId, one.person],
    )
  )[0];

beforeAll(async () => {
  it = await HourWorld.open();
  gesa = it.gesa;
  meetingId = (await it.karin.call(c.startMeeting, it.at(), {})).meetingId;
  network = await relay();
  tutor = await come(it.karin);
  jonas = await come(it.jonas, network);
  await jonas.say(c.setPlace, { place: 'home' });
}, 240_000);
afterAll(async () => {
  for (const one of all) one.leave();
  network?.close();
  await it?.server.stop();
});

test('five silent seconds: nobody notices, and what was said meanwhile arrives', async () => {
  await pass(10 * MINUTE, tutor, jonas);
  network.hold();
  await tutor.say(c.postChat, { text: 'Seite 12', to: 'all' });
  await pass(5_000, tutor);
  expect([tutor.away, jonas.state.chat]).toEqual([[], []]);
  network.goOn();
  await until('the line', () => jonas.state.chat.at(-1)?.text === 'Seite 12');
  expect(jonas.welcomes).toHaveLength(1);
});

test('a connection that wakes in the last moment before it is given up counts on: nothing of the hour is lost', async () => {
  network.hold();
  await pass(62_000, tutor);
  expect((await rowOf(jonas))?.left).not.toBeNull();
  network.goOn();
  await pass(20_000, tutor, jonas);
  expect(await rowOf(jonas)).toEqual({ left: null, heard: it.server.clock.now() });
});

test('a silent minute: the others see "weg", the hand is kept; over another network what was missed is replayed, and the old connection ends late', async () => {
  await jonas.say(c.raiseHand, { topic: 'Frist' });
  network.hold();
  await pass(30_000, tutor);
  await until('away', () => tutor.away.includes(jonas.person));
  await tutor.say(c.startTimer, { label: 'Aufgabe 3', seconds: 300 });
  await pass(30_000, tutor);
  const old = jonas.socket;
  const mobile = await relay();
  await jonas.join(url(mobile));
  expect(jonas.welcomes.at(-1)).toMatchObject({ kind: 'replay', events: [{ type: 'timer.started' }] });
  expect(jonas.state.hands.map((hand) => hand.person)).toEqual([jonas.person]);
  await pass(1_000, tutor, jonas);
  await until('nobody away', () => tutor.away.length === 0);
  old?.disconnect();
  network.close();
  network = mobile;
  for (let n = 0; n < 4; n++) await pass(30_000, tutor, jonas);
  expect(tutor.state.people[jonas.person]?.here).toBe(true);
  expect(tutor.state.hands.map((hand) => hand.person)).toEqual([jonas.person]);
});

test('ten silent minutes: seat and hand are free, the state comes anew, and the time away stands as a gap in the proposal', async () => {
  network.hold();
  await pass(91_000, tutor);
  await until('gone', () => tutor.state.people[jonas.person]?.here === false);
  expect(tutor.state.hands).toEqual([]);
  await pass(10 * MINUTE - 91_000, tutor);
  network.close();
  network = await relay();
  await jonas.join(url(network));
  await until('back', () => tutor.state.people[jonas.person]?.here === true);
  expect([jonas.state.hands, jonas.state.people[jonas.person]?.place]).toEqual([[], 'home']);
  await pass(10 * MINUTE, tutor, jonas);
});

test('a tutor who is a trainee of the course from now on is let out, and comes back as one', async () => {
  const second = await come(gesa);
  await second.say(c.setLock, { lock: 'hands', on: false });
  const { platform } = it.server.site('lernwerk');
  const person = it.server.site('lernwerk').person('bernd.asmus');
  const place = platform.state.enrolments.find((one) => one.personId === person.id && one.role !== 'student');
  if (!place) throw new Error('no tutor of the course');
  place.role = 'student';
  gesa = await it.world.trainee('bernd.asmus');
  await pass(30_000, tutor, jonas);
  await until('let out', () => second.bye !== null);
  const again = await come(gesa);
  expect(again.welcomes.at(-1)?.me.seat).toBe('trainee');
  for (const [channel, body] of [
    [c.endMeeting, {}],
    [c.setLock, { lock: 'chat', on: true }],
    [c.removePerson, { person: jonas.person }],
  ] as const)
    expect(await again.refusal(channel, body)).toBe('role.unfit');
  again.leave();
});

test('removed while away: the meeting is unknown to them until the tutor lets them in again', async () => {
  jonas.cut();
  await until('cut off', () => !jonas.socket?.connected);
  await tutor.say(c.removePerson, { person: jonas.person });
  await expect(jonas.join(url(network))).rejects.toThrow('meeting.unknown');
  await tutor.say(c.readmitPerson, { person: jonas.person });
  await jonas.join(url(network));
  expect(jonas.state.removed).toEqual([]);
});

test('a session that ends by its time lets nobody stay, however open the connection is', async () => {
  const idle = await come(await it.world.trainee('amira.haddad'));
  const soon = new Date(it.server.clock.now().getTime() + 10_000);
  await it.server.db.gate('session', (tx) => tx.query('update session set idle_until = $2 where person = $1', [idle.person, soon]));
  await pass(30_000, tutor, jonas);
  await until('let out', () => idle.bye === 'signed-out');
  expect(tutor.socket?.connected).toBe(true);
});

test('ended while somebody is away: the page is told so, and the gap stands in the proposal', async () => {
  jonas.cut();
  await until('cut off', () => !jonas.socket?.connected);
  await tutor.say(c.endMeeting);
  await expect(jonas.join(url(network))).rejects.toThrow('meeting.over');
  const { lines } = await it.sheet(meetingId);
  const line = lines.find((one) => one.name === 'Jonas Petersen');
  expect(line?.proposal.hints).toContain('gap');
  const whole = ((line?.proposal.goneAt ? Date.parse(line.proposal.goneAt) : 0) - Date.parse(line?.proposal.cameAt ?? '')) / MINUTE;
  expect(whole - (line?.proposal.minutes ?? 0)).toBeGreaterThanOrEqual(9);
  expect(whole - (line?.proposal.minutes ?? 0)).toBeLessThanOrEqual(11);
});
