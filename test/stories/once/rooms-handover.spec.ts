import { afterAll, beforeAll, expect, test } from '@jest/globals';
import * as c from '#lotse/contract';
import { LiveServer } from '#lotse/rooms';
import { HourWorld } from '../../world/hour-world.js';
import { personIn, until, type LiveVisitor } from '../../world/live-visitor.js';
import { TcpRelay } from '../../world/tcp-relay.js';
import type { Visitor } from '../../world/visitor.js';

/** The tutor's device fails without a word, in the middle of everything: with a second tutor in the hour, and alone. */
const MINUTE = 60_000;
let it: HourWorld;
let meetingId = '';
let [tutor, second, jonas, amira] = [] as unknown as [LiveVisitor, LiveVisitor, LiveVisitor, LiveVisitor];
const all: LiveVisitor[] = [];
const networks: TcpRelay[] = [];

async function come(visitor: Visitor, network?: TcpRelay): Promise<LiveVisitor> {
  const one = await personIn(it.server, visitor, () => meetingId).join(network ? `http://127.0.0.1:${network.port}` : undefined);
  all.push(one);
  return one;
}
async function network(): Promise<TcpRelay> {
  const one = await new TcpRelay(Number(new URL(it.server.url).port)).open();
  networks.push(one);
  return one;
}
/** Time passes in steps; something is heard of these people in each. */
async function pass(minutes: number, ...heard: LiveVisitor[]): Promise<void> {
  for (let n = 0; n < minutes; n++) {
    it.server.clock.advance(MINUTE);
    for (const one of heard) await one.say(c.clockPing, { t0: 0 });
    await it.server.started.app.get(LiveServer).tick();
    await new Promise((resolve) => setTimeout(resolve, 100)); // ten messages a second are taken
  }
}

beforeAll(async () => {
  it = await HourWorld.open();
  await it.sql(`update enrolment set role = 'tutor' where id = $1`, [it.gesa.enrolmentId]);
  it.server.clock.advance(31_000);
  meetingId = (await it.karin.call(c.startMeeting, it.at(), {})).meetingId;
}, 240_000);
afterAll(async () => {
  for (const one of all) one.leave();
  for (const one of networks) one.close();
  await it?.server.stop();
});

test('with a second tutor there: hands, poll, exercise and groups go on under the other one, however long it takes', async () => {
  const old = await network();
  tutor = await come(it.karin, old);
  [second, jonas, amira] = [await come(it.gesa), await come(it.jonas), await come(it.world.amira)];
  await tutor.say(c.setLock, { lock: 'cameras', on: true });
  await tutor.say(c.openPoll, { question: 'F', options: ['a', 'b'], several: false, named: false });
  await tutor.say(c.openExercise, { unitId: 'wiso-probezeit-kuendigung', exerciseId: 'wiso-kuendigung-berufswechsel' });
  await until('all of it', () => jonas.state.exercise !== null && jonas.state.polls.length === 1);
  const [poll, opening] = [jonas.state.polls[0]?.poll ?? '', jonas.state.exercise?.opening ?? ''];
  await jonas.say(c.votePoll, { poll, choices: [1] });
  await amira.say(c.raiseHand, {});
  old.hold();
  await pass(20, second, jonas, amira);
  await until('the tutor has left', () => second.state.people[tutor.person]?.here === false);
  expect([second.state.phase, second.state.aloneSince, second.state.locks.cameras]).toEqual(['live', null, true]);
  await second.say(c.callHand, { person: amira.person });
  await second.say(c.closePoll, { poll });
  await second.say(c.showExercise, { opening, stage: 'answers' });
  await second.say(c.closeExercise, { opening });
  await second.say(c.setLock, { lock: 'cameras', on: false });
  await until('told', () => amira.state.exercise === null && !amira.state.locks.cameras);
  expect(amira.state.polls[0]?.result?.counts).toEqual([0, 1]);
});

test('nobody becomes a tutor by being left alone', async () => {
  for (const [channel, body] of [
    [c.callHand, { person: amira.person }],
    [c.setLock, { lock: 'chat', on: true }],
    [c.endMeeting, {}],
  ] as const)
    expect(await jonas.refusal(channel, body)).toBe('role.unfit');
});

test('on the phone the tutor is back in the same hour, and the dead device takes nobody with it when it is given up', async () => {
  const [was] = [tutor];
  tutor = await come(it.karin);
  expect(tutor.browser).not.toBe(was.browser);
  expect(tutor.state.hands.map((hand) => [hand.person, hand.calledAt !== null])).toEqual([[amira.person, true]]);
  await tutor.say(c.doneHand, { person: amira.person });
  was.leave();
  networks[0]?.close();
  await pass(3, tutor, second, jonas, amira);
  expect(jonas.state.people[tutor.person]?.here).toBe(true);
});

test('alone: trainees are told that there is no tutor, a substitute is named while it runs, finds the hour and keeps it from ending', async () => {
  second.leave();
  await pass(3, tutor, jonas, amira);
  const planned = (who: Visitor) => who.call(c.upcomingMeetings, { enrolmentId: who.enrolmentId });
  tutor.cut();
  await pass(10, jonas, amira);
  await until('nobody leads', () => jonas.state.aloneSince !== null);
  expect(jonas.state.phase).toBe('live');
  await it.karin.call(c.substituteMeeting, it.at({ meetingId }), { tutorId: second.person, reason: 'Gerät defekt' });
  expect((await planned(it.gesa)).meetings).toContainEqual(expect.objectContaining({ meetingId, state: 'live' }));
  second = await come(it.gesa);
  await until('somebody leads', () => jonas.state.aloneSince === null);
  await pass(20, second, jonas, amira);
  expect(jonas.state.phase).toBe('live');
});

test('the substitute ends the hour and confirms who was there', async () => {
  await second.say(c.endMeeting);
  const { lines, isConfirmed } = await it.sheet(meetingId, it.gesa);
  expect(isConfirmed).toBe(false);
  const jonasLine = lines.find((one) => one.name === 'Jonas Petersen');
  expect(jonasLine?.proposal.minutes).toBeGreaterThan(50);
  const decided = lines.map(({ personId, proposal: { status, mode, learningPlace, minutes } }) => ({ personId, status, mode, learningPlace, minutes }));
  const answer = await it.gesa.ask('POST', `/api/courses/${it.gesa.enrolmentId}/meetings/${meetingId}/attendance`, { lines: decided });
  expect([answer.status, answer.body['code'] ?? '']).toEqual([200, '']);
});
