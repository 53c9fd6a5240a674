import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import * as c from '#lotse/contract';
import * as Y from 'yjs';
import { LiveServer } from '#lotse/rooms';
import { asOwner } from '../../world/as-owner.js';
import { startForTest, type TestServer } from '../../world/harness.js';
import { deviceIn, personIn, until, type LiveVisitor } from '../../world/live-visitor.js';
import { LiveWriter } from '../../world/live-writer.js';
import { freePort } from '../../world/ports.js';
import { Program } from '../../world/program.js';
import { Visitor } from '../../world/visitor.js';

const PEOPLE = ['karin.thomsen', 'amira.haddad', 'jonas.petersen', 'lea.brandt', 'mai.nguyen', 'finn.luehrs'];
let server: TestServer;
let other: Program;
let otherUrl = '';
let meetingId = '';
const live: LiveVisitor[] = [];
let visitors: Visitor[] = [];

beforeAll(async () => {
  server = await startForTest();
  // a server with an address of its own refuses data of the demo as long as an account has its published password
  await asOwner(server, (query) => query('update account set password_hash = null'));
  [other, otherUrl] = await anotherServer();
  server.clock.set(new Date());
  visitors = await Promise.all(PEOPLE.map((login) => new Visitor(server, 'lernwerk').launch(login, 'probezeit')));
  const [karin] = visitors as [Visitor];
  const { roomId } = await karin.call(c.addRoom, { enrolmentId: karin.enrolmentId }, { title: 'Raum', placeLabel: null, media: 'none', link: null });
  meetingId = (await karin.call(c.startMeeting, { enrolmentId: karin.enrolmentId, roomId }, {})).meetingId;
  for (const [i, visitor] of visitors.entries()) live.push(await personIn(server, visitor, () => meetingId).join(i % 2 ? otherUrl : server.url));
}, 180_000);
afterAll(async () => {
  for (const one of live) one.leave();
  await Program.endAll();
  await server?.stop();
});

/** The other server has the real time and looks every three seconds; the one under test looks when it is asked to, and may be ahead. */
let aheadMs = 0;
function tick(): Promise<void> {
  server.clock.set(new Date(Date.now() + aheadMs));
  return server.started.app.get(LiveServer).tick();
}

async function inStep(): Promise<void> {
  for (const end = performance.now() + 20_000; new Set(live.map((one) => one.state.seq)).size > 1;) {
    if (performance.now() > end) throw new Error(`not in step: ${live.map((one) => one.state.seq).join(' ')}`);
    await tick();
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** What all see alike, without what each keeps of themselves. */
const shared = (one: LiveVisitor) => {
  const { people, hands, chat, timer, locks, removed } = one.state;
  return { people, hands, chat, timer, locks, removed };
};

test('thirty messages at once over two servers: each is stored once, and both come to the same state', async () => {
  const seq = live[0]?.state.seq ?? 0;
  const acks = await Promise.all(
    Array.from({ length: 30 }, (_, i) => (live[i % live.length] as LiveVisitor).send('chat.post', { text: `Zeile ${i}`, to: 'all' })),
  );
  expect(acks.filter((ack) => 'problem' in ack)).toEqual([]);
  expect(new Set(acks.map((ack) => ('ok' in ack ? ack.seq : 0))).size).toBe(30);
  await inStep();
  for (const one of live) expect(shared(one)).toEqual(shared(live[0] as LiveVisitor));
  expect(live[0]?.state.chat.map((line) => line.text).sort()).toEqual(Array.from({ length: 30 }, (_, i) => `Zeile ${i}`).sort());
  expect((live[0]?.state.seq ?? 0) - seq).toBeGreaterThanOrEqual(30);
}, 60_000);

/** Boards of two people, one at each server, as their browsers hold them. */
async function boards() {
  const [here, there] = live as [LiveVisitor, LiveVisitor];
  const { pages } = await here.say(c.boardPages);
  const pageId = pages[0]?.pageId ?? '';
  const made = [];
  for (const one of [here, there]) {
    const doc = new Y.Doc();
    for (const update of (await one.say(c.openBoardPage, { pageId })).updates) Y.applyUpdate(doc, new Uint8Array(update));
    one.socket?.on('board.changed', ({ update }: { update: ArrayBuffer }) => Y.applyUpdate(doc, new Uint8Array(update), 'server'));
    const write = (words: string) => {
      const before = Y.encodeStateVector(doc);
      const paragraph = new Y.XmlElement('paragraph');
      paragraph.insert(0, [new Y.XmlText(words)]);
      doc.getXmlFragment(c.BOARD_ROOT).push([paragraph]);
      return one.say(c.changeBoard, { pageId, update: Y.encodeStateAsUpdate(doc, before) });
    };
    made.push({ write, text: () => doc.getXmlFragment(c.BOARD_ROOT).toJSON() });
  }
  return made as [(typeof made)[0], (typeof made)[0]];
}
async function sameText([near, far]: Awaited<ReturnType<typeof boards>>): Promise<string> {
  for (const end = performance.now() + 20_000; near.text() !== far.text(); await new Promise((resolve) => setTimeout(resolve, 100))) {
    if (performance.now() > end) throw new Error(`not the same: ${near.text()} and ${far.text()}`);
    await tick();
  }
  return near.text();
}

test('what is written at one server stands on the boards of the other', async () => {
  const both = await boards();
  await Promise.all([both[0].write('von hier'), both[1].write('von dort')]);
  const text = await sameText(both);
  expect([text.includes('von hier'), text.includes('von dort')]).toEqual([true, true]);
}, 60_000);

test('many changes at both servers in one moment: each is stored under a number of its own, and both boards say the same', async () => {
  const both = await boards();
  const acks = await Promise.all(both.flatMap((one, side) => Array.from({ length: 12 }, (_, n) => one.write(`Seite ${side} Zeile ${n};`))));
  const numbers = acks.map(({ boardSeq }) => boardSeq).sort((a, b) => a - b);
  expect(numbers).toEqual(numbers.map((_, n) => (numbers[0] ?? 0) + n));
  const text = await sameText(both);
  for (const side of [0, 1]) for (let n = 0; n < 12; n++) expect(text.split(`Seite ${side} Zeile ${n};`)).toHaveLength(2);
}, 60_000);

test('a page that is made, locked or deleted at one server is so at the other, and comes back there, too', async () => {
  const [here, there] = live as [LiveVisitor, LiveVisitor];
  const lists: c.BoardPage[][] = [];
  there.socket?.on('board.pages', ({ pages }: { pages: c.BoardPage[] }) => lists.push(pages));
  await new Promise((resolve) => setTimeout(resolve, 4_000)); // the other one has looked once, as it does every three seconds
  const { pageId } = await here.say(c.addBoardPage, { title: 'Beispiele' });
  await until('the new page', () => lists.at(-1)?.some((one) => one.title === 'Beispiele') === true, 20_000);
  await here.say(c.setBoardPage, { pageId, readOnly: true });
  await until('the lock', () => lists.at(-1)?.some((one) => one.pageId === pageId && one.readOnly) === true, 20_000);
  await here.say(c.setBoardPage, { pageId, readOnly: false });
  const doc = new Y.Doc();
  doc.getXmlFragment(c.BOARD_ROOT).push([new Y.XmlElement('paragraph')]);
  const change = { pageId, update: Y.encodeStateAsUpdate(doc) };
  await there.say(c.changeBoard, change); // now the other server remembers the page
  await here.say(c.deleteBoardPage, { pageId });
  expect(await there.refusal(c.changeBoard, change)).toBe('board.unknown');
  await until('the page is gone', () => lists.at(-1)?.some((one) => one.pageId === pageId) === false, 20_000);
  await here.say(c.restoreBoardPage, { pageId });
  await until('the page is back', () => lists.at(-1)?.some((one) => one.pageId === pageId) === true, 20_000);
  expect((await there.say(c.changeBoard, change)).boardSeq).toBe(2);
}, 60_000);

/** The server under test looks when it is told to: until the tutor sees these counts. */
async function bar(who: LiveVisitor, expected: object): Promise<void> {
  const wanted = JSON.stringify(expected);
  for (const end = performance.now() + 20_000; JSON.stringify(who.mood) !== wanted; await new Promise((resolve) => setTimeout(resolve, 100))) {
    if (performance.now() > end) throw new Error(`the counts are ${JSON.stringify(who.mood)}, not ${wanted}`);
    await tick();
  }
}
const [KARIN, AMIRA, JONAS, LEA, , FINN] = [0, 1, 2, 3, 4, 5];
const one = (at: number) => live[at] as LiveVisitor;
const feels = (at: number, mood: string | null) => one(at).say(c.setMood, { mood });

test('how people follow is counted over both servers, each person once, and whoever comes later sees it, too', async () => {
  await Promise.all([feels(AMIRA, 'fast'), feels(JONAS, 'lost'), feels(FINN, 'lost')]);
  for (const at of [KARIN, LEA]) await bar(one(at), { ok: 0, fast: 1, lost: 2 });
  // the same person with a second device at the other server: what was said last counts, once
  const phone = await personIn(server, visitors[JONAS] as Visitor, () => meetingId).join(otherUrl);
  expect(phone.welcomes.at(-1)?.mood).toBe('lost');
  await phone.say(c.setMood, { mood: 'ok' });
  for (const at of [KARIN, LEA]) await bar(one(at), { ok: 1, fast: 1, lost: 1 });
  await feels(JONAS, null);
  await bar(phone, { ok: 0, fast: 1, lost: 1 });
  phone.leave();
  const beamer = await (await deviceIn(server, (await one(KARIN).say(c.pairingCode)).code)).join();
  await bar(beamer, { ok: 0, fast: 1, lost: 1 });
  beamer.leave();
}, 90_000);

test('"Allen zeigen" at one server turns the boards of the other', async () => {
  const { pageId } = await one(KARIN).say(c.addBoardPage, { title: 'Zusammenfassung' });
  await one(KARIN).say(c.followBoard, { pageId });
  await inStep();
  for (const each of live) expect(each.state.boardPage?.pageId).toBe(pageId);
}, 60_000);

test('somebody whose connection to the other server is silent is shown as away at this one, also to a page that is opened then', async () => {
  one(LEA).leave();
  await new Promise((resolve) => setTimeout(resolve, 500)); // the other one has written the end
  aheadMs = 25_000;
  await tick();
  for (const each of live) if (each.socket?.connected) await each.say(c.clockPing, { t0: 0 });
  await tick();
  await until('away', () => one(KARIN).away.includes(one(LEA).person));
  const later = await personIn(server, visitors[KARIN] as Visitor, () => meetingId).join();
  await tick();
  await until('away on the new page', () => later.away.includes(one(LEA).person));
  later.leave();
  aheadMs = 0;
  await one(LEA).join(otherUrl);
  await tick();
  await until('nobody away', () => one(KARIN).away.length === 0);
}, 60_000);

/** Everybody who is at this server is told to come back, and comes to the other one. */
async function leadAway(people: readonly number[], stop: () => Promise<unknown>, to: string): Promise<void> {
  const stopped = stop();
  await until('told', () => people.every((at) => one(at).bye === 'server' && !one(at).socket?.connected));
  for (const at of people) (visitors[at] as Visitor).at = to;
  await Promise.all(people.map((at) => one(at).join(to)));
  await stopped;
}
async function anotherServer(): Promise<[Program, string]> {
  const port = await freePort(['127.0.0.1', '::1']);
  const { databaseUrl = '', key = '', url, dataDir } = server.settings;
  const program = new Program('main', { DATABASE_URL: databaseUrl, LOTSE_KEY: key, LOTSE_URL: url, PORT: String(port), LOTSE_DATA: dataDir });
  await program.ready();
  return [program, `http://localhost:${port}`];
}

test('a rolling restart: each server is drained in its turn while people write and vote, and nothing they were told is lost or counts twice', async () => {
  await one(KARIN).say(c.openPoll, { question: 'F', options: ['a', 'b'], several: false, named: false });
  await one(LEA).say(c.raiseHand, { topic: 'vor dem Neustart' });
  await inStep();
  const poll = one(KARIN).state.polls.at(-1)?.poll ?? '';
  const vote = (at: number, choice: number) => one(at).say(c.votePoll, { poll, choices: [choice] });
  await Promise.all([vote(AMIRA, 0), vote(JONAS, 0)]);
  const writers = [KARIN, AMIRA, LEA].map((at) => new LiveWriter(one(at), String(PEOPLE[at])));
  await leadAway([AMIRA, LEA, FINN], () => other.stop(), server.url);
  await Promise.all([vote(AMIRA, 1), vote(FINN, 1)]);
  [other, otherUrl] = await anotherServer();
  await leadAway([...live.keys()], () => server.restart(), otherUrl);
  await vote(JONAS, 1);
  for (const at of [KARIN, JONAS, 4]) {
    (visitors[at] as Visitor).at = '';
    one(at).leave();
    await one(at).join(server.url);
  }
  for (const writer of writers) writer.isOver = true;
  await Promise.all(writers.map((writer) => writer.done));
  await one(KARIN).say(c.closePoll, { poll });
  await inStep();
  for (const each of live) expect(shared(each)).toEqual(shared(one(KARIN)));
  const lines = one(KARIN).state.chat.map((line) => line.text);
  for (const { told } of writers) {
    expect(told.length).toBeGreaterThan(3);
    for (const text of told) expect(lines.filter((line) => line === text)).toHaveLength(1);
  }
  expect(one(KARIN).state.polls.at(-1)).toMatchObject({ votes: 3, result: { counts: [0, 3] } });
  expect(one(KARIN).state.hands.map((hand) => hand.topic)).toEqual(['vor dem Neustart']);
  await bar(one(KARIN), { ok: 0, fast: 1, lost: 1 });
  await one(LEA).say(c.lowerHand);
}, 180_000);

test('one server is killed in the middle: what it acknowledged is there, and whoever was on it goes on at the other', async () => {
  const lost = live.filter((_, i) => i % 2);
  const finn = lost.pop() as LiveVisitor; // stays away
  live.splice(live.indexOf(finn), 1);
  const id = randomUUID();
  const before = await (lost[0] as LiveVisitor).send('hand.raise', { topic: 'vor dem Ausfall' }, id);
  expect(before).toMatchObject({ ok: true });
  await other.kill();
  await until('cut off', () => [...lost, finn].every((one) => !one.socket?.connected));
  for (const visitor of visitors) visitor.at = '';
  for (const one of lost) await one.join(server.url);
  // the acknowledgement may have been lost: the same message gets the same one
  expect(await (lost[0] as LiveVisitor).send('hand.raise', { topic: 'vor dem Ausfall' }, id)).toEqual(before);
  await (live[0] as LiveVisitor).say(c.postChat, { text: 'Weiter', to: 'all' });
  await inStep();
  expect(live[0]?.state.hands.map((hand) => hand.person)).toEqual([lost[0]?.person]);
  for (const one of live) expect(shared(one)).toEqual(shared(live[0] as LiveVisitor));
  // whoever is back is counted as before; whoever stays away, until the seat is free
  await bar(one(KARIN), { ok: 0, fast: 1, lost: 1 });
  for (let n = 0; n < 4; n++) {
    server.clock.advance(45_000);
    aheadMs += 45_000;
    for (const each of live) await each.say(c.clockPing, { t0: 0 });
    await tick();
  }
  await bar(one(KARIN), { ok: 0, fast: 1, lost: 0 });
}, 60_000);

test('of how people follow nothing names them, and nothing is left when the hour is over', async () => {
  const rows = async () => (await asOwner(server, (query) => query('select m::text as row from meeting_mood m'))) as { row: string }[];
  expect(await rows()).toHaveLength(1);
  for (const { row } of await rows()) for (const each of live) expect(row).not.toContain(each.person);
  await one(KARIN).say(c.endMeeting);
  expect(await rows()).toEqual([]);
});
