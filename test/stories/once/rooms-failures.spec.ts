import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import * as c from '#lotse/contract';
import { LiveServer, Meetings } from '#lotse/rooms';
import { startForTest, type TestServer } from '../../world/harness.js';
import { personIn, until, type LiveVisitor } from '../../world/live-visitor.js';
import { Visitor } from '../../world/visitor.js';

/** What goes wrong in an hour, one case after the other; each in a meeting of its own, so that none leans on another. */
let server: TestServer;
let room = { enrolmentId: '', roomId: '' };
let meetingId = '';
const visitors = new Map<string, Visitor>();
let open: LiveVisitor[] = [];
const LOGINS = ['karin.thomsen', 'amira.haddad', 'jonas.petersen', 'lea.brandt', 'mai.nguyen', 'finn.luehrs'];

beforeAll(async () => {
  server = await startForTest();
  for (const login of LOGINS) visitors.set(login, await new Visitor(server, 'lernwerk').launch(login, 'probezeit'));
  const { enrolmentId } = visitor('karin.thomsen');
  const { roomId } = await visitor('karin.thomsen').call(c.addRoom, { enrolmentId }, { title: 'Raum', placeLabel: null, media: 'none', link: null });
  room = { enrolmentId, roomId };
}, 240_000);
afterAll(async () => {
  for (const one of open) one.leave();
  await server?.stop();
});
const visitor = (login: string) => visitors.get(login) as Visitor;
const tick = () => server.started.app.get(LiveServer).tick();

async function come(login: string): Promise<LiveVisitor> {
  const one = await personIn(server, visitor(login), () => meetingId).join();
  open.push(one);
  return one;
}
/** A new hour with these people in it, the tutor first. */
async function hour(...logins: string[]): Promise<LiveVisitor[]> {
  for (const one of open) one.leave();
  open = [];
  const tutor = visitor('karin.thomsen');
  const { live } = (await tutor.call(c.roomPage, room)).room;
  if (live) {
    meetingId = live.meetingId;
    await (await come('karin.thomsen')).say(c.endMeeting);
    open = [];
  }
  meetingId = (await tutor.call(c.startMeeting, room, {})).meetingId;
  const people = [];
  for (const login of ['karin.thomsen', ...logins]) people.push(await come(login));
  return people;
}
/** Time passes for those who are still connected: something is heard of them, then the server looks around. */
async function pass(ms: number): Promise<void> {
  server.clock.advance(ms);
  for (const one of open) if (one.socket?.connected) await one.say(c.clockPing, { t0: 0 });
  await tick();
}
const lostOf = (one: LiveVisitor) => until('cut off', () => !one.socket?.connected);
/** The server hears of the end of a connection a moment later. */
const leftOf = (person: string, connections: number) =>
  until('the server noticed', () => true).then(async () => {
    for (const end = performance.now() + 10_000; ; await new Promise((resolve) => setTimeout(resolve, 20))) {
      const [row] = await server.db.gate('rooms', (tx) =>
        tx.query<{ n: number }[]>(`select count(*)::int as n from meeting_presence where meeting = $1 and left_at is null`, [meetingId]),
      );
      if (row?.n === connections) return;
      if (performance.now() > end) throw new Error(`${person}: ${row?.n} connections are open, not ${connections}`);
    }
  });

test('away for five seconds: what was missed is replayed; away for ten minutes of a lively hour: the state as it is now', async () => {
  const [karin, jonas, ...others] = (await hour('jonas.petersen', 'amira.haddad', 'lea.brandt', 'mai.nguyen', 'finn.luehrs')) as [
    LiveVisitor,
    LiveVisitor,
    ...LiveVisitor[],
  ];
  jonas.cut();
  await lostOf(jonas);
  await karin.say(c.postChat, { text: 'kurz weg', to: 'all' });
  server.clock.advance(5_000);
  await jonas.join();
  expect(jonas.welcomes.at(-1)?.kind).toBe('replay');
  jonas.cut();
  await lostOf(jonas);
  const lively = async (one: LiveVisitor) => {
    for (let n = 0; n < 52; n++) {
      await one.say(n % 2 ? c.lowerHand : c.raiseHand, {});
      await new Promise((resolve) => setTimeout(resolve, 110)); // ten messages a second are taken
    }
  };
  await Promise.all(others.map(lively));
  await pass(600_000);
  await jonas.join();
  expect(jonas.welcomes.at(-1)?.kind).toBe('snapshot');
  await until('the same', () => jonas.state.seq === karin.state.seq);
  expect([jonas.state.chat.at(-1)?.text, jonas.state.hands]).toEqual(['kurz weg', []]);
}, 120_000);

test('laptop and phone: one person, one hand, one vote', async () => {
  const [karin, laptop] = (await hour('amira.haddad')) as [LiveVisitor, LiveVisitor];
  const phone = await come('amira.haddad');
  expect(phone.browser).not.toBe(laptop.browser);
  await laptop.say(c.raiseHand, {});
  await phone.say(c.raiseHand, {});
  await karin.say(c.openPoll, { question: 'F', options: ['a', 'b'], several: false, named: false });
  await until('the poll', () => phone.state.polls.length === 1);
  const poll = phone.state.polls[0]?.poll;
  await laptop.say(c.votePoll, { poll, choices: [0] });
  await phone.say(c.votePoll, { poll, choices: [1] });
  await karin.say(c.closePoll, { poll });
  await until('closed', () => karin.state.polls[0]?.result !== null);
  expect(karin.state.polls[0]).toMatchObject({ votes: 1, result: { counts: [0, 1] } });
  expect(karin.state.hands.map((hand) => hand.person)).toEqual([phone.person]);
  expect(Object.values(karin.state.people).filter((one) => one.here)).toHaveLength(2);
  await phone.say(c.lowerHand);
  await until('down everywhere', () => laptop.state.hands.length === 0);
});

test('an old connection that ends late takes nobody with it', async () => {
  const [karin, old] = (await hour('lea.brandt')) as [LiveVisitor, LiveVisitor];
  const young = await come('lea.brandt');
  await young.say(c.raiseHand, {});
  old.leave();
  await leftOf('lea', 2);
  for (let n = 0; n < 4; n++) await pass(30_000);
  expect(karin.state.people[young.person]?.here).toBe(true);
  expect(karin.state.hands.map((hand) => hand.person)).toEqual([young.person]);
  expect(karin.away).toEqual([]);
});

test('the tutor loses the network: locks stay; after a quarter of an hour without one the hour ends, not before', async () => {
  const [karin, amira] = (await hour('amira.haddad')) as [LiveVisitor, LiveVisitor];
  await karin.say(c.setLock, { lock: 'chat', on: true });
  karin.cut();
  await leftOf('karin', 1);
  await pass(91_000);
  await until('nobody leads', () => amira.state.aloneSince !== null);
  expect(await amira.refusal(c.postChat, { text: 'Hallo', to: 'all' })).toBe('chat.off');
  await pass(14 * 60_000);
  expect(amira.state.phase).toBe('live');
  await karin.join();
  await until('somebody leads', () => amira.state.aloneSince === null);
  await pass(20 * 60_000);
  expect([amira.state.phase, amira.state.locks.chat]).toEqual(['live', true]);
  karin.leave();
  await leftOf('karin', 1);
  await pass(91_000);
  await pass(15 * 60_000);
  await until('over', () => amira.bye === 'ended');
  await expect(karin.join()).rejects.toThrow('meeting.over');
});

test('the network of a whole class fails: all are back in one moment, and that is one event', async () => {
  const people = await hour(...LOGINS.slice(1));
  const [karin, ...others] = people as [LiveVisitor, ...LiveVisitor[]];
  for (const one of others) one.cut();
  await leftOf('everybody', 1);
  await pass(91_000);
  await until('gone', () => others.every((one) => karin.state.people[one.person]?.here === false));
  const gone = karin.events.filter((event) => event.type === 'people.gone');
  expect(gone).toHaveLength(1);
  const before = karin.state.seq;
  await Promise.all(others.map((one) => one.join()));
  await until('back', () => others.every((one) => karin.state.people[one.person]?.here === true));
  expect(karin.state.seq - before).toBeLessThan(others.length);
});

test('whatever comes twice, late or in another order: each person has one vote, the last one', async () => {
  const [karin, ...voters] = (await hour('amira.haddad', 'jonas.petersen', 'lea.brandt')) as [LiveVisitor, ...LiveVisitor[]];
  const step = fc.record({ who: fc.nat(2), choice: fc.nat(1), again: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
      await karin.say(c.openPoll, { question: 'F', options: ['a', 'b'], several: false, named: false });
      const poll = await opened(karin, voters);
      const last = new Map<number, number>();
      for (const { who, choice, again } of steps) {
        const id = randomUUID();
        const vote = () => (voters[who] as LiveVisitor).send('poll.vote', { poll, choices: [choice] }, id);
        const first = await vote();
        if (again) expect(await vote()).toEqual(first);
        last.set(who, choice);
        await new Promise((resolve) => setTimeout(resolve, 150)); // ten messages a second are taken
      }
      await karin.say(c.closePoll, { poll });
      await until('closed', () => karin.state.polls.find((one) => one.poll === poll)?.result !== null);
      const counts = [0, 1].map((choice) => [...last.values()].filter((one) => one === choice).length);
      expect(karin.state.polls.find((one) => one.poll === poll)).toMatchObject({ votes: last.size, result: { counts } });
      expect(await voters[0]?.refusal(c.votePoll, { poll, choices: [0] })).toBe('poll.closed');
    }),
    { numRuns: 8 },
  );
}, 120_000);

async function opened(karin: LiveVisitor, voters: LiveVisitor[]): Promise<string> {
  const running = (one: LiveVisitor) => one.state.polls.find((poll) => poll.result === null)?.poll;
  await until('the poll', () => [karin, ...voters].every((one) => running(one) !== undefined));
  return running(karin) ?? '';
}

test('what a server stores and reads at the same time counts once', async () => {
  const people = await hour(...LOGINS.slice(1, 5));
  const [tenant] = await server.db.gate('seed', (tx) => tx.query<{ id: string }[]>('select id from tenant where name = $1', [server.site('lernwerk').name]));
  const meeting = await server.started.app.get(Meetings).of({ tenant: tenant?.id ?? '', meeting: meetingId });
  let isOver = false;
  const looking = Array.from({ length: 4 }, async () => {
    while (!isOver) await meeting.catchUp();
  });
  for (let n = 0; n < 12; n++) {
    await Promise.all(people.map((one, at) => one.say(c.postChat, { text: `${at} ${n}`, to: 'all' })));
    await new Promise((resolve) => setTimeout(resolve, 110)); // ten messages a second are taken
  }
  isOver = true;
  await Promise.all(looking);
  const later = await come('finn.luehrs');
  const lines = later.state.chat.map((one) => one.text);
  expect(lines).toHaveLength(12 * people.length);
  expect(new Set(lines).size).toBe(lines.length);
}, 60_000);

/** Planned for an hour and a half, from ten minutes after now on. */
async function planned(...logins: string[]): Promise<LiveVisitor[]> {
  await hour();
  await open[0]?.say(c.endMeeting);
  open = [];
  const begins = new Date(server.clock.now().getTime() + 10 * 60_000);
  const time = (at: Date) => at.toLocaleTimeString('de-DE', { timeZone: 'Europe/Berlin', hour: '2-digit', minute: '2-digit' });
  const day = c.germanDay(begins);
  const wish = { placeLabel: null, supportElement: 'SUPPORT_TEACHING', groupId: null, tutorId: null, series: null };
  const tutor = visitor('karin.thomsen');
  await tutor.call(c.planMeetings, room, { day, from: time(begins), to: time(new Date(begins.getTime() + 90 * 60_000)), ...wish });
  const { meetings } = await tutor.call(c.weekPlan, room, undefined, `?day=${day}`);
  meetingId = meetings.find((one) => one.roomId === room.roomId && one.state === 'planned')?.meetingId ?? '';
  await tutor.call(c.startMeeting, room, { meetingId });
  return Promise.all(['karin.thomsen', ...logins].map(come));
}

test('an hour that nobody ends is ended half an hour after its plan, not before; then its attendance waits to be confirmed', async () => {
  const [, amira] = (await planned('amira.haddad')) as [LiveVisitor, LiveVisitor];
  for (let n = 0; n < 8; n++) await pass(16 * 60_000);
  expect(amira.state.phase).toBe('live');
  await pass(4 * 60_000);
  await until('over', () => amira.bye === 'ended');
  const { meetings } = await visitor('karin.thomsen').call(c.roomPage, room);
  expect(meetings.find((one) => one.meetingId === meetingId)).toMatchObject({ state: 'ended', endedBy: 'plan' });
});
