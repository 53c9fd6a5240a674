/**
 * Ends the real server in the middle of many live hours, by SIGTERM and SIGKILL in turn, and starts it again. The browsers live in
 * this process and come back by themselves; nothing they were told may be lost or count twice, and all of them see the same.
 */
import { randomInt, randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from './free-port.mjs';
import { checkPoll, checkStates, checkTold } from './room-checks.mjs';
import { RoomClient } from './room-client.mjs';
import { ToolServer } from './tool-server.mjs';

const SITE = {
  key: 'chaos',
  name: 'Chaos',
  host: '127.0.0.1',
  courses: [{ key: 'course', label: 'CHAOS', title: 'Chaos', links: [{ key: 'unit', title: 'Unit', custom: { unit: 'wiso-probezeit-kuendigung' } }] }],
};
const PATIENCE_MS = 120_000;
const SHARE_BACK = 0.99;
const BACK_MS = 10_000;
const quantile = (sorted, q) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? 0;

/**
 * `parts`: startDemoLms, contract, and `prepare(env, world)`, which makes rooms and running hours and launches everybody in a server of this process.
 * `shareBack`: so many have to be back in time; how soon they are is a matter of the machine, too.
 */
export async function roomRounds(parts, { storage, rounds, rooms, people, paceMs = 1_500, shareBack = SHARE_BACK, tell = () => undefined }) {
  const [port, lmsPort] = [await freePort(), await freePort()];
  const env = envOf(storage, port, lmsPort);
  const persons = personsOf(people);
  const lms = await parts.startDemoLms({ clock: { now: () => new Date() }, toolUrl: env.LOTSE_URL, port: lmsPort, sites: [{ ...SITE, people: persons }] });
  const server = new ToolServer(env);
  const findings = [];
  const world = { ...worldOf(env, parts.contract, findings), paceMs, shareBack };
  let clients = [];
  try {
    const [site] = lms.sites;
    const made = await parts.prepare(env, { site, tenant: randomUUID(), usernames: persons.map((one) => one.username), rooms });
    await server.start();
    clients = made.meetings.flatMap((meetingId, number) =>
      made.people.map((one, i) => new RoomClient(world, { ...one, name: `p${i}`, role: roleOf(i) }, { meetingId, number })),
    );
    const report = await play({ world, server, clients, rounds, tell });
    return { rounds, rooms, sockets: clients.length, ...report, findings };
  } finally {
    world.over = true;
    for (const one of clients) one.close();
    await server.end();
    await lms.close();
  }
}

const roleOf = (i) => (i === 0 ? 'teacher' : 'student');

function personsOf(people) {
  return Array.from({ length: people }, (_, i) => ({
    username: `p${i}`,
    givenName: `Vorname${i}`,
    familyName: `Nachname${i}`,
    courses: { course: roleOf(i) },
  }));
}

function envOf(storage, port, lmsPort) {
  return {
    PORT: String(port),
    LOTSE_DATA: storage.dataDir,
    LOTSE_URL: `http://localhost:${port}`,
    LOTSE_KEY: 'a key for tests, long enough to be taken',
    LOTSE_LOG: 'warn',
    LOTSE_INSECURE_LMS: `http://127.0.0.1:${lmsPort}`,
    ...(storage.databaseUrl ? { DATABASE_URL: storage.databaseUrl } : {}),
  };
}

/** What all browsers share. `rests`: nobody begins anything new; `over`: nothing is waited for any more. */
function worldOf(env, contract, findings) {
  return {
    ...{ url: env.LOTSE_URL, contract, keptLines: 500, underWay: 0, resent: 0, rests: false, over: false },
    find: (what) => {
      if (findings.length < 50) findings.push(what);
    },
  };
}

async function play({ world, server, clients, rounds, tell }) {
  for (const one of clients) one.open();
  await allBack(clients);
  const byMeeting = [...Map.groupBy(clients, (one) => one.meeting.meetingId).values()];
  await openPolls(byMeeting);
  let trouble = null;
  const lives = clients.map((one) =>
    one.live().catch((error) => {
      trouble ??= error;
    }),
  );
  const played = [];
  for (let round = 1; round <= rounds && !trouble; round++) played.push(await playRound({ world, server, clients, byMeeting, tell }, round));
  await rest(world, clients);
  await closePolls(world, byMeeting);
  world.over = true;
  await Promise.all(lives);
  if (trouble) throw trouble;
  if ((await server.stop()) !== 0) world.find(`the server ended by itself:\n${server.log}`);
  return reportOf(world, clients, played);
}

/** The server ends while everybody is at it; what they have afterwards is held against what they were told. */
async function playRound({ world, server, clients, byMeeting, tell }, round) {
  const how = round % 2 ? 'SIGTERM' : 'SIGKILL';
  await wait(randomInt(1_000, 4_000));
  const { ready_ms, back } = await endAndStart(world, server, clients, how);
  const share = back.filter((ms) => ms <= BACK_MS).length / clients.length;
  if (share < world.shareBack) world.find(`round ${round} (${how}): ${(share * 100).toFixed(1)} % were back within ${BACK_MS / 1000} s`);
  await rest(world, clients);
  for (const some of byMeeting) {
    checkStates(some, world.find);
    checkTold(some, world.find);
  }
  tell({ round, how, ready_ms, back_p50_ms: Math.round(quantile(back, 0.5)), back_max_ms: Math.round(back.at(-1) ?? 0), share_back_10_s: share });
  world.rests = false;
  return { back, share };
}

function reportOf(world, clients, played) {
  const backMs = played.flatMap(({ back }) => back).sort((a, b) => a - b);
  return {
    acknowledged: clients.reduce((sum, one) => sum + one.acknowledged, 0),
    resent: world.resent,
    edits: clients.reduce((sum, one) => sum + one.told.edits.length, 0),
    back_p50_ms: Math.round(quantile(backMs, 0.5)),
    back_p99_ms: Math.round(quantile(backMs, 0.99)),
    back_max_ms: Math.round(backMs.at(-1) ?? 0),
    share_back_10_s_least: Math.min(...played.map(({ share }) => share)),
  };
}

/** Returns for each browser how long after the server was ready again it was back. */
async function endAndStart(world, server, clients, how) {
  if (how === 'SIGKILL') await server.kill();
  else {
    const code = await server.stop();
    if (code !== 0) world.find(`SIGTERM ended the server with ${code}:\n${server.log}`);
  }
  for (const one of clients) one.welcomedAt = 0;
  const ready_ms = await server.start();
  const ready = performance.now();
  await allBack(clients);
  return { ready_ms, back: clients.map((one) => Math.max(0, one.welcomedAt - ready)).sort((a, b) => a - b) };
}

async function allBack(clients) {
  for (const end = performance.now() + PATIENCE_MS; clients.some((one) => !one.isThere); await wait(20))
    if (performance.now() > end) throw new Error(sayMissing(clients.filter((one) => !one.isThere)));
}

const sayMissing = (clients) => [`${clients.length} never came back:`, ...clients.slice(0, 10).map((one) => one.plight)].join('\n');

/** Nothing is under way any more, and everybody has heard everything: numbers and boards stand still and are the same. */
async function rest(world, clients) {
  world.rests = true;
  const meetings = [...Map.groupBy(clients, (one) => one.meeting.meetingId).values()];
  const differ = (some) => some.some((one) => one.state.seq !== some[0].state.seq || one.text() !== some[0].text());
  // who differs for long is found by the checks
  for (const end = performance.now() + 20_000; performance.now() < end; await wait(50)) if (world.underWay === 0 && !meetings.some(differ)) return;
}

async function openPolls(meetings) {
  for (const [tutor] of meetings) await tutor.send('poll.open', { question: 'Verstanden?', options: ['Ja', 'Nein'], several: false, named: false });
}

async function closePolls(world, meetings) {
  for (const some of meetings) {
    const [tutor] = some;
    const poll = tutor.state.polls.find((one) => one.result === null)?.poll;
    await tutor.send('poll.close', { poll });
    for (const end = performance.now() + 10_000; performance.now() < end && tutor.state.polls.every((one) => one.result === null);) await wait(20);
    checkPoll(some, poll, world.find);
  }
}
