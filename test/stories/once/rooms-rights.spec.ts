import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import * as c from '#lotse/contract';
import { CHANNELS, silentChannels } from '#lotse/rooms';
import { startForTest, type TestServer } from '../../world/harness.js';
import { deviceIn, LiveVisitor, personIn, until } from '../../world/live-visitor.js';
import { Visitor } from '../../world/visitor.js';

let server: TestServer;
const visitors = new Map<string, Visitor>();
const live = new Map<string, LiveVisitor>();
/** Ids of things in the meeting of Lernwerk, and of a page of the school's board, which nobody of Lernwerk may reach. */
const things: Record<string, string> = {};
let meetingId = '';
let foreignId = '';

const open = async (visitor: Visitor) => {
  const { roomId } = await visitor.call(c.addRoom, { enrolmentId: visitor.enrolmentId }, { title: 'Raum', placeLabel: null, media: 'none', link: null });
  return (await visitor.call(c.startMeeting, { enrolmentId: visitor.enrolmentId, roomId }, {})).meetingId;
};

beforeAll(async () => {
  server = await startForTest();
  for (const [name, site, login] of [
    ['tutor', 'lernwerk', 'karin.thomsen'],
    ['trainee', 'lernwerk', 'amira.haddad'],
    ['teacher', 'bbs', 'sabine.krueger'],
    ['pupil', 'bbs', 'emre.kaya'],
  ] as const)
    visitors.set(name, await new Visitor(server, site).launch(login, 'probezeit'));
  meetingId = await open(of('tutor'));
  foreignId = await open(of('teacher'));
  for (const name of ['tutor', 'trainee']) live.set(name, await personIn(server, of(name), () => meetingId).join());
  for (const name of ['teacher', 'pupil']) live.set(name, await personIn(server, of(name), () => foreignId).join());
  const { code } = await at('tutor').say(c.pairingCode);
  live.set('device', await (await deviceIn(server, code)).join());
  await at('trainee').say(c.postChat, { text: 'eine Zeile', to: 'all' });
  await at('tutor').say(c.openPoll, { question: 'F', options: ['a', 'b'], several: false, named: false });
  await until('the poll', () => at('tutor').state.polls.length === 1);
  const { state } = at('tutor');
  things['foreignPage'] = (await at('pupil').say(c.boardPages)).pages[0]?.pageId ?? '';
  Object.assign(things, { poll: state.polls[0]?.poll, deviceId: Object.keys(state.devices)[0], person: at('trainee').person });
}, 180_000);
afterAll(async () => {
  for (const one of live.values()) one.leave();
  await server?.stop();
});

const of = (name: string) => visitors.get(name) as Visitor;
const at = (name: string) => live.get(name) as LiveVisitor;

/** Well formed, and about things of which `ids` says which. */
const bodyFor = (name: string, ids: Record<string, string>): unknown => {
  const { poll = randomUUID(), deviceId = randomUUID(), person = randomUUID(), opening = randomUUID(), groupId = randomUUID(), pageId = randomUUID() } = ids;
  const bodies: Record<string, unknown> = {
    'clock.ping': { t0: 1 },
    'place.set': { place: 'home' },
    checkin: { code: '000000' },
    'presence.tap': { person, present: true },
    'device.revoke': { deviceId },
    'hand.raise-for': { person },
    'hand.call': { person },
    'hand.done': { person },
    'hand.order': { order: 'alternate' },
    'chat.post': { text: 'x', to: 'tutors' },
    'chat.hide': { line: 1_000_000 },
    'poll.open': { question: 'F', options: ['a', 'b'], several: false, named: false },
    'poll.vote': { poll, choices: [0] },
    'poll.tally': { poll, counts: [0, 0] },
    'poll.close': { poll },
    'poll.hide': { poll },
    'exercise.open': { unitId: 'no-such-unit', exerciseId: 'no.such.task' },
    'exercise.take': { opening },
    'exercise.answer': {
      opening,
      answerId: randomUUID(),
      response: { kind: 'number', text: '1' },
      device: 'd',
      sequence: 0,
      clientTime: '2026-11-22T10:00:00.000Z',
    },
    'exercise.show': { opening, stage: 'answers' },
    'exercise.close': { opening },
    'timer.start': { label: '', seconds: 60 },
    'mood.set': { mood: 'ok' },
    'breakout.plan': { groups: [{ groupId, name: 'G', members: [] }] },
    'breakout.assign': { person, groupId: null },
    'breakout.help': { wanted: true },
    'breakout.helped': { groupId },
    'breakout.say': { text: 'x' },
    'lock.set': { lock: 'hands', on: false },
    'person.remove': { person },
    'person.readmit': { person },
    'board.open': { pageId },
    'board.change': { pageId, update: new Uint8Array([0, 0]) },
    'board.set': { pageId, readOnly: true },
    'board.follow': { pageId },
    'board.delete': { pageId },
    'board.restore': { pageId },
    'board.picture': { pictureId: randomUUID() },
    'media.join': { peer: randomUUID(), lowData: false },
    'media.publish': { audio: true, video: false, lowData: false, circle: null },
    'media.signal': { signals: [{ peer: randomUUID(), link: randomUUID(), kind: 'offer', sdp: 'v=0' }] },
  };
  return bodies[name] ?? {};
};
const ACTORS = ['tutor', 'trainee', 'device'] as const;
/** They end the meeting or somebody's seat: told in the story of the hour. */
const ENDING = ['meeting.end'];
const cases = CHANNELS.filter(({ channel }) => !ENDING.includes(channel)).flatMap((channel) =>
  ACTORS.map((actor) => [`${channel.channel} as ${actor}`, channel, actor] as const),
);

test('a channel that does not say who may use it is found at the start', () => {
  expect(silentChannels([{ channel: 'a', who: 'tutor' }, { channel: 'b', who: [] }, { channel: 'c' }])).toEqual(['b', 'c']);
  expect(silentChannels(CHANNELS)).toEqual([]);
});

test.each(cases)('%s: only whom the contract names, and nothing of another meeting', async (_, channel, actor) => {
  const me = at(actor);
  const may = ([channel.who].flat() as string[]).includes(actor);
  const foreign = await me.send(channel.channel, bodyFor(channel.channel, { ...foreignThings() }));
  const unknown = await me.send(channel.channel, bodyFor(channel.channel, {}));
  const own = may ? unknown : await me.send(channel.channel, bodyFor(channel.channel, things));
  if (!may) for (const ack of [foreign, unknown, own]) expect(ack).toMatchObject({ problem: { kind: 'forbidden', code: 'role.unfit' } });
  else {
    const told = (ack: c.LiveAck) => ('problem' in ack ? [ack.problem.kind, ack.problem.code] : ['ok']);
    expect(told(foreign)).toEqual(told(unknown));
    expect(told(foreign)).not.toContain('internal');
    expect(told(foreign)).not.toContain('role.unfit');
  }
  await new Promise((resolve) => setTimeout(resolve, 330)); // ten messages a second are taken
});

/** Of the school's meeting: for people of Lernwerk they do not exist. */
const foreignThings = () => ({ person: at('pupil').person, poll: randomUUID(), pageId: things['foreignPage'] ?? '' });

test.each([
  ['trainee', 404],
  ['tutor', 404],
])('a %s gets no ticket for a foreign meeting, nor for an unknown one', async (name, status) => {
  const me = of(name);
  for (const id of [foreignId, randomUUID()]) {
    const answer = await me.ask('POST', `/api/courses/${me.enrolmentId}/meetings/${id}/ticket`, {});
    expect([answer.status, answer.body['code']]).toEqual([status, 'meeting.unknown']);
  }
});

const ticketFor = async (name: string) =>
  String((await of(name).ask('POST', `/api/courses/${of(name).enrolmentId}/meetings/${meetingId}/ticket`, {})).body['ticket']);

test('a ticket is taken once, for a minute, and is none of our own making', async () => {
  const ticket = await ticketFor('trainee');
  const with_ = (text: string) => new LiveVisitor(server, () => Promise.resolve(text));
  const first = await with_(ticket).join();
  await expect(with_(ticket).join()).rejects.toThrow('ticket.spent');
  first.leave();
  const late = await ticketFor('trainee');
  server.clock.advance(60_000);
  await expect(with_(late).join()).rejects.toThrow('ticket.spent');
  for (const wrong of ['', 'x', 'A'.repeat(64), late.slice(0, -1)]) await expect(with_(wrong).join()).rejects.toThrow('ticket.spent');
  expect(server.log.join('')).not.toContain(ticket);
});

test.each([
  ['from another origin', { headers: { origin: 'https://evil.example' } }, ''],
  ['with the ticket in the address', { headers: {} }, '&ticket=abc'],
])('a connection %s is refused', async (_, init, query) => {
  const answer = await fetch(`${server.url}${c.LIVE_PATH}/?EIO=4&transport=polling${query}`, init);
  expect(answer.status).toBe(403);
});

test('a school’s proxy that knows no WebSocket: the hour goes over polling', async () => {
  const me = await personIn(server, of('trainee'), () => meetingId).join(undefined, { transports: ['polling'] });
  await me.say(c.setPlace, { place: 'firm' });
  await until('seen', () => at('tutor').state.people[me.person]?.place === 'firm');
  me.leave();
});

test('five wrong codes wait a minute; the code of two minutes ago is still taken, that of three is not', async () => {
  const { code } = await at('device').say(c.checkInCode);
  for (let i = 0; i < 5; i++) expect(await at('trainee').refusal(c.checkIn, { code: code === '123456' ? '654321' : '123456' })).toBe('checkin.wrong');
  expect(await at('trainee').refusal(c.checkIn, { code })).toBe('checkin.wait');
  server.clock.advance(120_000);
  expect(await at('trainee').refusal(c.checkIn, { code })).toBe('');
  await at('trainee').say(c.setPlace, { place: 'home' });
  server.clock.advance(60_000);
  expect(await at('trainee').refusal(c.checkIn, { code })).toBe('checkin.wrong');
});

test('who signs out is let out of the meeting at once; who loses the course within half a minute', async () => {
  const lea = await new Visitor(server, 'lernwerk').launch('lea.brandt', 'probezeit');
  const jonas = await new Visitor(server, 'lernwerk').launch('jonas.petersen', 'probezeit');
  const [one, two] = [await personIn(server, lea, () => meetingId).join(), await personIn(server, jonas, () => meetingId).join()];
  const { LiveServer } = await import('#lotse/rooms');
  expect((await lea.ask('POST', '/api/session/end', {})).status).toBe(200);
  await server.started.app.get(LiveServer).tick();
  await until('lea is out', () => one.bye === 'signed-out');
  const tenant = await server.db.gate('seed', (tx) => tx.query<{ id: string }[]>('select id from tenant where name = $1', [server.site('lernwerk').name]));
  await server.db.job(tenant[0]?.id ?? '', (tx) => tx.query(`update enrolment set status = 'left' where id = $1`, [jonas.enrolmentId]));
  server.clock.advance(30_000);
  await server.started.app.get(LiveServer).tick();
  await until('jonas is out', () => two.bye === 'role');
  await expect(two.join()).rejects.toThrow('role.unfit');
});

test('a flood is cut off, and nobody else notices', async () => {
  const flood = await personIn(server, of('trainee'), () => meetingId).join();
  for (let i = 0; i < 10_000; i++) flood.socket?.emit('hand.raise', { id: randomUUID(), body: {} });
  await until('cut off', () => !flood.socket?.connected);
  expect(await at('tutor').refusal(c.startTimer, { label: 'weiter', seconds: 60 })).toBe('');
});

test.each([
  ['no envelope', 'x'],
  ['no id', { body: {} }],
  ['an id that is none', { id: 'x', body: {} }],
  ['a body of another shape', { id: randomUUID(), body: { place: 'moon' } }],
  ['more than the body holds', { id: randomUUID(), body: { place: 'home', extra: 1 } }],
])('%s is refused with a sentence, and nothing is stored', async (_, message) => {
  const seq = at('tutor').state.seq;
  const ack = (await at('trainee').socket?.timeout(5000).emitWithAck('place.set', message)) as c.LiveAck;
  expect(ack).toMatchObject({ problem: { kind: 'invalid', code: 'body.invalid' } });
  expect(at('tutor').state.seq).toBe(seq);
});

test('a message that is too large ends that connection alone', async () => {
  const me = await personIn(server, of('trainee'), () => meetingId).join();
  me.socket?.emit('chat.post', { id: randomUUID(), body: { text: 'x'.repeat(200_000), to: 'all' } });
  await until('ended', () => !me.socket?.connected);
  expect(at('tutor').socket?.connected).toBe(true);
});

test('a code for a room device is taken once, for five minutes, and a device that was sent away has no seat any more', async () => {
  const tutor = await personIn(server, of('tutor'), () => meetingId).join();
  const { code } = await tutor.say(c.pairingCode);
  const device = await (await deviceIn(server, code)).join();
  await expect(deviceIn(server, code)).rejects.toThrow('device.code');
  await tutor.say(c.revokeDevice, { deviceId: device.welcomes[0]?.me.deviceId });
  await until('sent away', () => device.bye === 'revoked');
  await expect(device.join()).rejects.toThrow('device.unknown');
  const late = (await tutor.say(c.pairingCode)).code;
  server.clock.advance(5 * 60_000);
  await expect(deviceIn(server, late)).rejects.toThrow('device.code');
  tutor.leave();
});

test('a closed room takes no hour and no plan any more, what is in it stays readable; one with a running or a planned hour is not closed, and a closed one is opened again', async () => {
  const tutor = of('tutor');
  const at = { enrolmentId: tutor.enrolmentId };
  const code = async (route: { method: string; path: string }, roomId: string, body: unknown) => {
    const answer = await tutor.ask(route.method, route.path.replace(':enrolmentId', tutor.enrolmentId).replace(':roomId', roomId), body);
    return [answer.status, answer.body['code'] ?? ''];
  };
  const made = { title: 'Alter Raum', placeLabel: null, media: 'none', link: null } as const;
  const { roomId } = await tutor.call(c.addRoom, at, made);
  await tutor.call(c.closeRoom, { ...at, roomId }, {});
  const time = { day: c.addDays(c.germanDay(server.clock.now()), 7), from: '10:00', to: '11:30' };
  const wish = { ...time, placeLabel: null, supportElement: 'SUPPORT_TEACHING', groupId: null, tutorId: null, series: null };
  expect(await code(c.startMeeting, roomId, {})).toEqual([409, 'room.closed']);
  expect(await code(c.planMeetings, roomId, wish)).toEqual([409, 'room.closed']);
  expect((await tutor.call(c.roomPage, { ...at, roomId })).room.closed).toBe(true);
  expect((await tutor.call(c.roomBoard, { ...at, roomId })).pages).toHaveLength(1);
  const { roomId: running } = await tutor.call(c.addRoom, at, made);
  await tutor.call(c.startMeeting, { ...at, roomId: running }, {});
  expect(await code(c.closeRoom, running, {})).toEqual([409, 'room.running']);
  await tutor.call(c.openRoom, { ...at, roomId }, {});
  expect(await code(c.planMeetings, roomId, wish)).toEqual([200, '']);
  expect(await code(c.closeRoom, roomId, {})).toEqual([409, 'room.planned']);
});
