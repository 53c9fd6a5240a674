import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createConnection } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import * as c from '#lotse/contract';
import { LiveServer } from '#lotse/rooms';
import { asOwner } from '../../world/as-owner.js';
import { startForTest, type TestServer } from '../../world/harness.js';
import { personIn, until, type LiveVisitor } from '../../world/live-visitor.js';
import { freePort } from '../../world/ports.js';
import { Program } from '../../world/program.js';
import { TcpRelay } from '../../world/tcp-relay.js';
import { Visitor } from '../../world/visitor.js';

let server: TestServer;
let redis: ChildProcess;
let redisPort = 0;
/** Between both servers and Redis. */
let network: TcpRelay;
let meetingId = '';
/** At the server of the test, which asks only when it is told to, and at another one. */
let [here, there] = [] as unknown as [LiveVisitor, LiveVisitor];

async function startRedis(): Promise<void> {
  const env = { ...process.env, ...(JSON.parse(process.env.LOTSE_TEST_REDIS_ENV ?? '{}') as Record<string, string>) };
  const args = ['--port', String(redisPort), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', process.env.TMPDIR ?? '/tmp'];
  redis = spawn(process.env.LOTSE_TEST_REDIS ?? '/usr/bin/redis-server', args, { env, stdio: 'ignore' });
  for (;;) {
    const socket = createConnection(redisPort, '127.0.0.1');
    const [isUp] = await Promise.race([once(socket, 'connect').then(() => [true]), once(socket, 'error').then(() => [false])]).catch(() => [false]);
    socket.destroy();
    if (isUp) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
async function stopRedis(): Promise<void> {
  redis.kill('SIGKILL');
  await once(redis, 'exit');
}

beforeAll(async () => {
  redisPort = await freePort(['127.0.0.1']);
  await startRedis();
  network = await new TcpRelay(redisPort).open();
  server = await startForTest({ env: { REDIS_URL: `redis://127.0.0.1:${network.port}` } });
  const port = await freePort(['127.0.0.1', '::1']);
  // a server with an address of its own refuses data of the demo as long as an account has its published password
  await asOwner(server, (query) => query('update account set password_hash = null'));
  const { databaseUrl = '', key = '', url, dataDir, redisUrl = '' } = server.settings;
  const other = new Program('main', {
    DATABASE_URL: databaseUrl,
    LOTSE_KEY: key,
    LOTSE_URL: url,
    PORT: String(port),
    LOTSE_DATA: dataDir,
    REDIS_URL: redisUrl,
  });
  await other.ready();
  server.clock.set(new Date());
  const karin = await new Visitor(server, 'lernwerk').launch('karin.thomsen', 'probezeit');
  const amira = await new Visitor(server, 'lernwerk').launch('amira.haddad', 'probezeit');
  const { roomId } = await karin.call(c.addRoom, { enrolmentId: karin.enrolmentId }, { title: 'Raum', placeLabel: null, media: 'none', link: null });
  meetingId = (await karin.call(c.startMeeting, { enrolmentId: karin.enrolmentId, roomId }, {})).meetingId;
  here = await personIn(server, karin, () => meetingId).join();
  there = await personIn(server, amira, () => meetingId).join(`http://localhost:${port}`);
}, 240_000);
afterAll(async () => {
  for (const one of [here, there]) one?.leave();
  await Program.endAll();
  await server?.stop();
  network?.close();
  redis?.kill('SIGKILL');
});

const heardHere = (text: string) => here.state.chat.some((line) => line.text === text);
const say = (text: string) => there.say(c.postChat, { text, to: 'all' });

test('with Redis what is said at one server is heard at the other at once, without its being asked', async () => {
  await say('mit Redis');
  await until('heard', () => heardHere('mit Redis'), 20_000);
});

test('so are how people follow, and the page that everybody is turned to', async () => {
  await there.say(c.setMood, { mood: 'lost' });
  await until('counted here', () => JSON.stringify(here.mood) === JSON.stringify({ ok: 0, fast: 0, lost: 1 }), 20_000);
  const { pages } = await here.say(c.boardPages);
  await here.say(c.followBoard, { pageId: pages[0]?.pageId });
  await until('shown there', () => there.state.boardPage?.pageId === pages[0]?.pageId, 2_500);
});

/** Half a minute in which each server asks ten times, and is in step each time. */
async function halfMinute(word: string): Promise<void> {
  for (let n = 0; n < 10; n++) {
    const [far, near] = [`${word} dort ${n}`, `${word} hier ${n}`];
    await say(far);
    await here.say(c.postChat, { text: near, to: 'all' });
    server.clock.advance(3_000);
    await server.started.app.get(LiveServer).tick();
    await until(`${far} is heard`, () => heardHere(far), 20_000);
  }
  // the other one asks by itself
  const lines = (one: LiveVisitor) => one.state.chat.map((line) => line.text).join();
  await until('both say the same', () => here.state.seq === there.state.seq && lines(here) === lines(there), 20_000);
  expect(here.state.chat.filter((line) => line.text.startsWith(word))).toHaveLength(20);
  expect([here.socket?.connected, there.socket?.connected]).toEqual([true, true]);
}

test('Redis answers nobody for half a minute, without a word: the question every three seconds keeps both in step', async () => {
  network.hold();
  await halfMinute('still');
  network.goOn();
}, 120_000);

test('Redis is away for half a minute: the same', async () => {
  network.cut();
  await stopRedis();
  await halfMinute('weg');
}, 120_000);

test('once Redis is back it is as before', async () => {
  await startRedis();
  network.mend();
  let n = 0;
  // both servers find it again by themselves, within two seconds each
  for (const end = performance.now() + 60_000; ;) {
    const text = `wieder da ${n++}`;
    await say(text);
    const isHeard = await until('heard', () => heardHere(text), 1_000).then(
      () => true,
      () => false,
    );
    if (isHeard) break;
    if (performance.now() > end) throw new Error('Redis was not found again');
  }
}, 90_000);
