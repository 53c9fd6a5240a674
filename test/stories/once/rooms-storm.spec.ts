import { afterAll, beforeAll, expect, test } from '@jest/globals';
import * as c from '#lotse/contract';
import { Connections, LiveServer } from '#lotse/rooms';
import { startForTest, type TestServer } from '../../world/harness.js';
import { personIn, until, type LiveVisitor } from '../../world/live-visitor.js';
import { Visitor } from '../../world/visitor.js';

const CLASS = 30;
let server: TestServer;
let karin: Visitor;
let tutor: LiveVisitor;
let meetingId = '';
const pupils: Visitor[] = [];
let live: LiveVisitor[] = [];

beforeAll(async () => {
  server = await startForTest();
  const site = server.site('lernwerk');
  for (let n = 1; n <= CLASS; n++) site.addPerson({ username: `kind.${n}`, givenName: `Kind ${n}`, familyName: 'Klasse', courses: { asa: 'student' } });
  karin = await new Visitor(server, 'lernwerk').launch('karin.thomsen', 'probezeit');
  for (let n = 1; n <= CLASS; n++) pupils.push(await new Visitor(server, 'lernwerk').launch(`kind.${n}`, 'probezeit'));
  const at = { enrolmentId: karin.enrolmentId };
  const { roomId } = await karin.call(c.addRoom, at, { title: 'Klasse', placeLabel: null, media: 'none', link: null });
  meetingId = (await karin.call(c.startMeeting, { ...at, roomId }, {})).meetingId;
  tutor = await personIn(server, karin, () => meetingId).join();
}, 240_000);
afterAll(async () => {
  for (const one of [tutor, ...live]) one?.leave();
  await server?.stop();
});

const presence = (type: 'people.came' | 'people.gone') => tutor.events.filter((event) => event.type === type);
const here = () => Object.values(tutor.state.people).filter((one) => one.seat === 'trainee' && one.here).length;
const comeIn = () => Promise.all(live.map((one) => one.join()));

test('thirty come at the same moment: each is there once, and it is told in few events', async () => {
  live = pupils.map((one) => personIn(server, one, () => meetingId));
  await comeIn();
  await until('all are there', () => here() === CLASS);
  const came = presence('people.came')
    .flatMap((event) => (event.type === 'people.came' ? event.body.people : []))
    .filter((one) => one.seat === 'trainee');
  expect(new Set(came.map((one) => one.person)).size).toBe(CLASS);
  expect(came).toHaveLength(CLASS);
  expect(presence('people.came').length).toBeLessThan(CLASS);
});

test('who guesses codes waits after five', async () => {
  const [one] = live as [LiveVisitor];
  const { code } = await tutor.say(c.checkInCode);
  const wrong = code === '000000' ? '111111' : '000000';
  for (let n = 0; n < 5; n++) expect(await one.refusal(c.checkIn, { code: wrong })).toBe('checkin.wrong');
  expect(await one.refusal(c.checkIn, { code })).toBe('checkin.wait');
});

test('the wifi of the class fails and all are back in a second: nobody had left, each gets what was missed', async () => {
  const before = tutor.state.seq;
  for (const one of live) one.cut();
  await tutor.say(c.postChat, { text: 'Wartet kurz', to: 'all' });
  await comeIn();
  await until('all know', () => live.every((one) => one.state.seq >= before + 1));
  expect(tutor.events.filter((event) => event.seq > before).map((event) => event.type)).toEqual(['chat.posted']);
  expect(live.every((one) => one.welcomes.at(-1)?.kind === 'replay')).toBe(true);
});

test('after two minutes without wifi the class is gone in one event, and back in few', async () => {
  for (const one of live) one.cut();
  await until('the server knows', () => server.started.app.get(Connections).of(meetingId).length === 1);
  server.clock.advance(120_000);
  await tutor.say(c.clockPing, { t0: 0 });
  await server.started.app.get(LiveServer).tick();
  await until('all are gone', () => here() === 0);
  expect(presence('people.gone')).toHaveLength(1);
  const before = presence('people.came').length;
  await comeIn();
  await until('all are back', () => here() === CLASS);
  expect(presence('people.came').length - before).toBeLessThan(CLASS);
});

test('a browser that does not read is cut off; everybody else gets everything', async () => {
  const [slow, reader] = live as [LiveVisitor, LiveVisitor];
  const sockets = () => server.started.app.get(Connections).of(meetingId);
  for (const one of live.slice(2)) one.leave();
  await until('the others have left', () => sockets().length === 3);
  const heard = { reader: 0, tutor: 0 };
  reader.socket?.on('board.changed', () => heard.reader++);
  tutor.socket?.on('board.changed', () => heard.tutor++);
  pause(slow);
  const change = { pageId: meetingId, seq: 1, update: Buffer.alloc(60_000) };
  for (let n = 0; n < MANY; n++) {
    for (const socket of sockets()) socket.emit('board.changed', change);
    // in one process with the server: whoever reads gets the time to read
    if (n % 20 === 0) await until('both have read so far', () => Math.min(heard.reader, heard.tutor) > n);
  }
  await until('both have all of it', () => heard.reader === MANY && heard.tutor === MANY);
  await tutor.say(c.postChat, { text: 'Weiter', to: 'all' });
  expect(sockets().map(({ data }) => data.connection.viewer.person)).not.toContain(slow.person);
  expect(sockets()).toHaveLength(2);
  await until('the reader goes on', () => reader.state.seq === tutor.state.seq);
}, 60_000);

/** More than the system keeps by itself between two ends of one machine. */
const MANY = 400;

/** The network card goes on taking nothing: what the server sends piles up on its side. */
function pause(one: LiveVisitor): void {
  const { ws } = one.socket?.io.engine.transport as unknown as { ws: { pause: () => void } };
  ws.pause();
}
