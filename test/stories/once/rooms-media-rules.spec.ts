import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import * as c from '#lotse/contract';
import { deviceIn, personIn, until, type LiveVisitor } from '../../world/live-visitor.js';
import { ReportWorld } from '../../world/report-world.js';
import { Visitor } from '../../world/visitor.js';

let world: ReportWorld;
let karin: Visitor;
let room = { enrolmentId: '', roomId: '' };
let meetingId = '';
const at: Record<string, LiveVisitor> = {};
const live = (name: string) => at[name] as LiveVisitor;
const wish = (more: object) => ({ title: 'Dienstag', placeLabel: 'B 12', media: 'none', link: null, ...more });
const rules = (directLinks: boolean, linkHosts: string[] = []) =>
  world.wiebke.must(c.changeMediaRules, { directLinks, linkHosts }, { tenantId: world.tenantId });
const refused = async (body: object) => (await karin.ask('PUT', `/api/courses/${room.enrolmentId}/rooms/${room.roomId}`, wish(body))).body['code'];

const TURN = { LOTSE_ICE_SERVERS: 'turn:turn.example.org:3478', LOTSE_TURN_SECRET: 'a secret of the relay' };
const HOST = 'candidate:1 1 udp 2113937151 10.1.2.3 54321 typ host';
const RELAY = 'candidate:3 1 udp 41885695 192.0.2.9 50001 typ relay raddr 198.51.100.7 rport 40000';

beforeAll(async () => {
  world = await ReportWorld.open(undefined, TURN);
  await world.admin();
  karin = await world.trainee('karin.thomsen');
  room = { enrolmentId: karin.enrolmentId, ...(await karin.call(c.addRoom, { enrolmentId: karin.enrolmentId }, wish({}))) };
}, 240_000);
afterAll(async () => {
  for (const one of Object.values(at)) one.leave();
  await world?.server.stop();
});

async function come(name: string, login: string): Promise<LiveVisitor> {
  at[name] = await personIn(world.server, await new Visitor(world.server, 'lernwerk').launch(login, 'probezeit'), () => meetingId).join();
  return live(name);
}
const peerOf = new Map<string, string>();
async function takePart(name: string) {
  const peer = peerOf.get(name) ?? randomUUID();
  peerOf.set(name, peer);
  return live(name).say(c.joinMedia, { peer, lowData: false });
}
/** What this browser hears from the server from now on. */
function heard<K extends keyof c.MediaServerMessages>(name: string, message: K): c.MediaServerMessages[K][] {
  const all: c.MediaServerMessages[K][] = [];
  const channel: string = message;
  live(name).socket?.on(channel, (one: c.MediaServerMessages[K]) => all.push(one));
  return all;
}
const SOUND = { audio: true, video: false, lowData: false, circle: null };
const PICTURE = { ...SOUND, audio: false, video: true };

test('a video call lies on a host of the list, by https; nobody else gets there', async () => {
  await rules(false, ['bbb.example.org']);
  expect(await refused({ media: 'linkout', link: 'https://bbb.example.org/b/abc' })).toBeUndefined();
  expect(await refused({ media: 'linkout', link: 'https://evil.example.org/b' })).toBe('media.host');
  expect(await refused({ media: 'linkout', link: 'https://sub.bbb.example.org/b' })).toBe('media.host');
  expect(await refused({ media: 'linkout', link: 'https://bbb.example.org@evil.example.org/' })).toBe('media.host');
  expect(await refused({ media: 'linkout', link: 'http://bbb.example.org/b' })).toBe('body.invalid');
  expect(await refused({ media: 'linkout', link: null })).toBe('room.link');
  expect(await refused({ media: 'mesh', link: 'https://bbb.example.org/b' })).toBe('room.link');
  const bad = await world.wiebke.ask('PUT', `/api/tenants/${world.tenantId}/media`, { directLinks: false, linkHosts: ['https://bbb.example.org/x'] });
  expect(bad.status).toBe(400);
});

test('taken off the list, the call of a running hour leads nowhere any more; presence counts from the page all the same', async () => {
  meetingId = (await karin.call(c.startMeeting, room, {})).meetingId;
  await come('karin', 'karin.thomsen');
  expect(live('karin').welcomes[0]?.meeting).toMatchObject({ media: 'linkout', link: 'https://bbb.example.org/b/abc' });
  expect(await live('karin').refusal(c.joinMedia, { peer: randomUUID(), lowData: false })).toBe('media.off');
  await rules(false);
  await come('amira', 'amira.haddad');
  expect(live('amira').welcomes[0]?.meeting.link).toBeNull();
  await until('amira is there', () => live('karin').state.people[live('amira').person]?.here === true);
});

test('with a relay alone: short-lived credentials, and of a trainee relay candidates only', async () => {
  expect(await refused({ media: 'mesh' })).toBeUndefined();
  const grant = await takePart('amira');
  expect(grant).toMatchObject({
    relayOnly: true,
    iceServers: [{ urls: ['turn:turn.example.org:3478'], username: expect.stringMatching(/^\d+:[0-9a-f-]{36}$/) }],
  });
  expect((await takePart('karin')).relayOnly).toBe(false);
  const [toKarin, toAmira] = [heard('karin', 'media.signal'), heard('amira', 'media.signal')];
  const link = randomUUID();
  const candidate = (text: string) => ({ kind: 'candidate', candidate: { candidate: text, sdpMid: '0', sdpMLineIndex: 0 } });
  const signals = (to: string) =>
    [candidate(HOST), candidate(RELAY), { kind: 'offer', sdp: `v=0\r\nc=IN IP4 198.51.100.7\r\na=${HOST}\r\n` }].map((one) => ({
      peer: peerOf.get(to),
      link,
      ...one,
    }));
  await live('amira').say(c.signalMedia, { signals: signals('karin') });
  await until('both of them', () => toKarin.length > 0);
  expect(toKarin[0]?.signals.map((one) => [one.peer, one.kind])).toEqual([
    [peerOf.get('amira'), 'candidate'],
    [peerOf.get('amira'), 'offer'],
  ]);
  expect(JSON.stringify(toKarin)).not.toMatch(/10\.1\.2\.3|198\.51\.100\.7/);
  await live('karin').say(c.signalMedia, { signals: signals('amira') });
  await until('all of hers', () => toAmira.length > 0);
  expect(JSON.stringify(toAmira)).toContain('10.1.2.3');
});

test('where the admin allows direct links, addresses are passed on', async () => {
  await rules(true);
  for (const name of ['amira', 'karin']) await takePart(name);
  expect((await live('amira').say(c.renewIce)).relayOnly).toBe(false);
  const toKarin = heard('karin', 'media.signal');
  await live('amira').say(c.signalMedia, { signals: [{ peer: peerOf.get('karin'), link: randomUUID(), kind: 'offer', sdp: `v=0\r\na=${HOST}\r\n` }] });
  await until('the offer', () => toKarin.length > 0);
  expect(JSON.stringify(toKarin)).toContain('10.1.2.3');
});

test('who does not take part signals nobody and publishes nothing; an id of somebody else is refused', async () => {
  await come('jonas', 'jonas.petersen');
  expect(await live('jonas').refusal(c.publishMedia, SOUND)).toBe('media.not-joined');
  expect(await live('jonas').refusal(c.signalMedia, { signals: [{ peer: peerOf.get('karin'), link: randomUUID(), kind: 'again' }] })).toBe('media.not-joined');
  expect(await live('jonas').refusal(c.joinMedia, { peer: peerOf.get('karin'), lowData: false })).toBe('media.taken');
});

test('in the room one microphone is open: phone, beamer, and what a tutor may do about it', async () => {
  await live('jonas').say(c.setPlace, { place: 'room' });
  at['beamer'] = await (await deviceIn(world.server, (await live('karin').say(c.pairingCode)).code)).join();
  for (const name of ['jonas', 'beamer']) await takePart(name);
  expect(await live('beamer').refusal(c.publishMedia, SOUND)).toBe('microphone.taken');
  await live('beamer').say(c.takeMicrophone);
  await live('beamer').say(c.publishMedia, SOUND);
  expect(await live('jonas').refusal(c.takeMicrophone)).toBe('microphone.taken');
  expect(await live('jonas').refusal(c.publishMedia, SOUND)).toBe('microphone.taken');
  const revoked = heard('beamer', 'media.revoked');
  const peers = heard('amira', 'media.peers');
  await live('karin').say(c.giveMicrophone, { from: live('beamer').welcomes[0]?.me.deviceId });
  await until('the beamer is told', () => revoked.length === 1);
  expect(revoked).toEqual([{ audio: true, video: false }]);
  await until('and all others', () => peers.at(-1)?.peers.find((one) => one.deviceId !== null)?.audio === false);
  await live('jonas').say(c.takeMicrophone);
  await live('jonas').say(c.publishMedia, SOUND);
});

test('locked microphones and cameras go off at once, a tutor may still speak', async () => {
  await live('amira').say(c.publishMedia, { ...SOUND, video: true });
  const revoked = heard('amira', 'media.revoked');
  await live('karin').say(c.setLock, { lock: 'cameras', on: true });
  await live('karin').say(c.setLock, { lock: 'microphones', on: true });
  await until('both', () => revoked.length === 2);
  expect(revoked).toEqual([
    { audio: false, video: true },
    { audio: true, video: false },
  ]);
  expect(await live('amira').refusal(c.publishMedia, SOUND)).toBe('microphone.off');
  expect(await live('amira').refusal(c.publishMedia, PICTURE)).toBe('camera.off');
  await live('karin').say(c.publishMedia, { ...SOUND, video: true });
  for (const lock of ['cameras', 'microphones'] as const) await live('karin').say(c.setLock, { lock, on: false });
});

test('one person takes part once: the newer tab has it, and an old connection that ends late takes nobody with it', async () => {
  const old = live('amira');
  const moved = heard('amira', 'media.moved');
  await come('amira', 'amira.haddad');
  peerOf.delete('amira');
  const { peers } = await takePart('amira');
  await until('the older tab is told', () => moved.length === 1);
  expect(peers.filter((one) => one.person === live('amira').person)).toHaveLength(1);
  old.leave();
  const again = await live('karin').say(c.mediaState);
  expect(again.peers.some((one) => one.peer === peerOf.get('amira'))).toBe(true);
});

test('a connection that breaks and comes back keeps its place, its order and what it sends', async () => {
  await live('amira').say(c.publishMedia, SOUND);
  const before = (await live('karin').say(c.mediaState)).peers;
  live('amira').cut();
  await until('cut off', () => !live('amira').socket?.connected);
  await live('amira').join();
  expect((await takePart('amira')).peers).toEqual(before);
});

test('eight take part and four show themselves; whoever comes after that is told so', async () => {
  const logins = ['lea.brandt', 'mai.nguyen', 'finn.luehrs', 'blessing.okafor', 'bernd.asmus'];
  for (const login of logins) await come(login, login);
  for (const login of logins.slice(0, 4)) await takePart(login);
  expect(await live('bernd.asmus').refusal(c.joinMedia, { peer: randomUUID(), lowData: false })).toBe('media.full');
  await live('karin').say(c.publishMedia, PICTURE);
  for (const login of logins.slice(0, 3)) await live(login).say(c.publishMedia, PICTURE);
  expect(await live(logins[3] ?? '').refusal(c.publishMedia, PICTURE)).toBe('camera.full');
  await live(logins[3] ?? '').say(c.leaveMedia);
  await live('bernd.asmus').say(c.joinMedia, { peer: randomUUID(), lowData: false });
});

test('break-outs part those who speak with each other, and a tutor goes where they are called', async () => {
  const groupId = randomUUID();
  const peers = heard('lea.brandt', 'media.peers');
  await live('karin').say(c.planBreakouts, { groups: [{ groupId, name: 'Online', members: [live('lea.brandt').person] }] });
  await live('karin').say(c.openBreakouts, {});
  const circle = (name: string) => peers.at(-1)?.peers.find((one) => one.peer === peerOf.get(name))?.circle;
  await until('a circle of her own', () => circle('lea.brandt') === groupId);
  expect(circle('karin')).toBeNull();
  await live('karin').say(c.publishMedia, { ...SOUND, circle: groupId });
  await until('the tutor is with them', () => circle('karin') === groupId);
  await live('karin').say(c.closeBreakouts);
  await until('all together', () => circle('karin') === null && circle('lea.brandt') === null);
});

test('without a relay and without direct links there is neither sound nor picture', async () => {
  await rules(false);
  await world.server.restart({ iceServers: [], turnSecret: undefined });
  await live('karin').join();
  expect(await live('karin').say(c.mediaState)).toMatchObject({ media: 'mesh', off: true, peers: [] });
  expect(await live('karin').refusal(c.joinMedia, { peer: randomUUID(), lowData: false })).toBe('media.off');
  expect(await refused({ media: 'mesh' })).toBe('media.off');
  const who = await world.server.db.job(world.tenantId, (tx) =>
    tx.query<{ event: string }[]>(`select event from audit where tenant = $1 and event like 'media.%'`, [world.tenantId]),
  );
  expect(who.length).toBe(4);
});
