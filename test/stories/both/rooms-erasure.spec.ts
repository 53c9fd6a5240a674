import { afterAll, beforeAll, expect, test } from '@jest/globals';
import * as Y from 'yjs';
import * as c from '#lotse/contract';
import { everythingHeld, tablesWith, type Dump } from '../../world/everything-held.js';
import { personIn, until, type LiveVisitor } from '../../world/live-visitor.js';
import { ReportWorld } from '../../world/report-world.js';
import type { Visitor } from '../../world/visitor.js';

/** What Finn said in the hour, each told from all others. */
const SAID = { line: 'Kanarienzeile', topic: 'Kanarienthema' };
const STAYS = { board: 'Kanarientafel', line: 'Amiras Zeile' };

let world: ReportWorld;
let karin: Visitor;
let finn: Visitor;
let finnId = '';
let before: Dump;
let after: Dump;
let roomId = '';
let meetingId = '';
let poll = '';
const live: LiveVisitor[] = [];
const at = () => ({ enrolmentId: karin.enrolmentId, meetingId });

beforeAll(async () => {
  world = await ReportWorld.open();
  await world.admin();
  world.wiebke.tenantId = world.tenantId;
  karin = await world.trainee('karin.thomsen');
  finn = await world.trainee('finn.luehrs');
  finnId = await world.personOf(finn);
}, 240_000);
afterAll(async () => {
  for (const one of live) one.leave();
  await world?.server.stop();
});

const rows = (sql: string, values: unknown[]) => world.server.db.job(world.tenantId, (tx) => tx.query<Record<string, unknown>[]>(sql, values));
const events = () => rows('select seq, by, about, type, body is null as bare from meeting_event where meeting = $1 order by seq', [meetingId]);

test('Finn takes part in an hour: speaks, votes, asks, writes on the board, and is recorded', async () => {
  roomId = (await karin.call(c.addRoom, at(), { title: 'Raum', placeLabel: null, media: 'none', link: null })).roomId;
  meetingId = (await karin.call(c.startMeeting, { ...at(), roomId }, {})).meetingId;
  for (const one of [karin, finn, world.amira]) live.push(await personIn(world.server, one, () => meetingId).join());
  const [tutor, him, amira] = live as [LiveVisitor, LiveVisitor, LiveVisitor];
  await him.say(c.setPlace, { place: 'home' });
  await him.say(c.postChat, { text: SAID.line, to: 'all' });
  await him.say(c.raiseHand, { topic: SAID.topic });
  await amira.say(c.postChat, { text: STAYS.line, to: 'all' });
  await tutor.say(c.openPoll, { question: 'Tempo?', options: ['gut', 'schnell'], several: false, named: true });
  await until('the poll', () => him.state.polls.length === 1);
  poll = him.state.polls[0]?.poll ?? '';
  await him.say(c.votePoll, { poll, choices: [1] });
  await amira.say(c.votePoll, { poll, choices: [0] });
  await tutor.say(c.closePoll, { poll });
  const { pages } = await him.say(c.boardPages);
  await him.say(c.changeBoard, { pageId: pages[0]?.pageId, update: written(STAYS.board) });
  world.server.clock.advance(50 * 60_000);
  await tutor.say(c.endMeeting);
  for (const one of live) one.leave();
  const { lines } = await karin.call(c.attendanceSheet, at());
  const decided = lines.map(({ personId }) => ({ personId, status: 'PRESENT' as const, mode: 'ONLINE' as const, learningPlace: 'HOME' as const, minutes: 50 }));
  await karin.call(c.confirmAttendance, at(), { lines: decided });
  before = await everythingHeld(world.server);
  for (const text of [SAID.line, SAID.topic, STAYS.line]) expect([text, tablesWith(before, text).length > 0]).toEqual([text, true]);
}, 120_000);

test('what is held of Finn says that there was an hour', async () => {
  const { held } = await world.wiebke.must<c.PersonData>(c.personData, undefined, { personId: finnId });
  expect(held.map((one) => one.kind)).toEqual(expect.arrayContaining(['learning', 'attendance']));
});

test('after the erasure nothing Finn said is left, and the numbers of the log stay', async () => {
  const count = (await events()).length;
  expect((await world.wiebke.to(c.erasePerson, { name: 'Finn Lührs' }, { personId: finnId })).status).toBe(200);
  after = await everythingHeld(world.server);
  for (const text of [SAID.line, SAID.topic]) expect(tablesWith(after, text)).toEqual([]);
  expect(tablesWith(after, STAYS.line).length).toBeGreaterThan(0);
  const now = await events();
  expect(now.map((one) => one['seq'])).toEqual(Array.from({ length: count }, (_, i) => i + 1));
  expect(now.filter((one) => one['by'] === finnId || one['about'] === finnId)).toEqual([]);
  expect(now.some((one) => one['bare'])).toBe(true);
  for (const table of ['meeting_presence', 'meeting_vote', 'attendance_record'])
    expect([table, await rows(`select 1 from ${table} where person = $1`, [finnId])]).toEqual([table, []]);
});

test('the board keeps what was written on it', async () => {
  const { pages } = await karin.call(c.roomBoard, { ...at(), roomId });
  const { update } = await karin.call(c.roomBoardPage, { ...at(), roomId, pageId: pages[0]?.pageId ?? '' });
  expect(Buffer.from(update, 'base64').toString('utf8')).toContain(STAYS.board);
});

test('who was in the hour with Finn still reads it, without Finn', async () => {
  const summary = await karin.call(c.hourSummary, at());
  expect(summary.people?.map((one) => one.name)).toEqual(expect.arrayContaining(['Amira Haddad']));
  expect(JSON.stringify(summary)).not.toMatch(/Finn|Kanarien/);
  expect(summary.polls[0]?.counts).toEqual([1, 1]);
  const { lines } = await karin.call(c.attendanceSheet, at());
  expect(lines.some((line) => line.name === 'Amira Haddad' && line.record !== null)).toBe(true);
  expect(lines.some((line) => line.personId === finnId)).toBe(false);
});

function written(text: string): Uint8Array {
  const doc = new Y.Doc();
  const line = new Y.XmlElement('paragraph');
  line.insert(0, [new Y.XmlText(text)]);
  doc.getXmlFragment(c.BOARD_ROOT).insert(0, [line]);
  return Y.encodeStateAsUpdate(doc);
}
