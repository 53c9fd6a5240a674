/**
 * Kills the real server in the middle of answers, again and again, and counts afterwards. The LMS and the trainees live
 * in this process and outlive it; nothing they were told may be lost, nothing they sent twice may count twice.
 */
import { readFileSync } from 'node:fs';
import { randomInt, randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { Agent } from 'undici';
import { checkAnswers, checkCounts, checkGrades, readDatabase } from './checks.mjs';
import { freePort } from './free-port.mjs';
import { Journal } from './journal.mjs';
import { ToolServer } from './tool-server.mjs';
import { Trainee } from './trainee.mjs';
import { parse } from 'yaml';

const UNITS = ['wiso-probezeit-kuendigung', 'deutsch-operatoren'];
/** A module's grade is the mean of all its units, also of those that nobody works in here. */
const MODULE = parse(readFileSync('content/modules/wiso-ausbildung/module.yaml', 'utf8'));
const SITE = {
  key: 'chaos',
  name: 'Chaos',
  host: '127.0.0.1',
  courses: [
    {
      key: 'course',
      label: 'CHAOS',
      title: 'Chaos',
      links: [...UNITS.map((unit) => ({ key: unit, title: unit, custom: { unit } })), { key: 'module', title: 'Modul', custom: { module: MODULE.id } }],
    },
  ],
};
/** A row that was being sent when the server died belongs to it for a minute more. */
const PAST_ALL_LEASES_MS = 120_000;
const FEWEST_NEW_ANSWERS = 20;

/** The machine's time, moved forward at will. */
class MovedClock {
  #ahead = 0;
  now() {
    return new Date(Date.now() + this.#ahead);
  }
  advance(ms) {
    this.#ahead += ms;
  }
}

/**
 * `parts`: startDemoLms, and openServer(env, clock), which opens the server in this process. `storage`: { dataDir, databaseUrl }.
 * `tell` hears of each round. Returns the counts and `findings`: what must not be, empty when all is well.
 */
export async function killRounds(parts, { storage, rounds, trainees, tell = () => undefined }) {
  const clock = new MovedClock();
  const [port, lmsPort] = [await freePort(), await freePort()];
  const env = {
    PORT: String(port),
    LOTSE_DATA: storage.dataDir,
    LOTSE_URL: `http://localhost:${port}`,
    LOTSE_KEY: 'a key for tests, long enough to be taken',
    LOTSE_LOG: 'warn',
    LOTSE_INSECURE_LMS: `http://127.0.0.1:${lmsPort}`,
    ...(storage.databaseUrl ? { DATABASE_URL: storage.databaseUrl } : {}),
  };
  const people = Array.from({ length: trainees }, (_, i) => ({
    username: `t${i}`,
    givenName: `Vorname${i}`,
    familyName: `Nachname${i}`,
    courses: { course: 'student' },
  }));
  const lms = await parts.startDemoLms({ clock, toolUrl: env.LOTSE_URL, port: lmsPort, sites: [{ ...SITE, people }] });
  const server = new ToolServer(env);
  const dispatcher = new Agent({ connections: trainees, headersTimeout: 20_000, bodyTimeout: 20_000 });
  try {
    const [site] = lms.sites;
    const tenant = await register(await parts.openServer(env, clock), site);
    const world = {
      url: env.LOTSE_URL,
      site,
      links: [...UNITS, 'module'],
      units: UNITS,
      dispatcher,
      journal: new Journal(),
      solutions: new Map(),
      competences: new Map(),
      counted: new Set(),
      /** Requests without a reply yet, and the answers among them. */
      underWay: 0,
      answering: 0,
      over: false,
      ready: Promise.resolve(),
    };
    const readyMs = await playRounds(world, server, rounds, tell);
    return {
      trainees,
      rounds,
      ...(await account(world, await parts.openServer(env, clock), clock, tenant)),
      ready_p95_ms: readyMs.sort((a, b) => a - b)[Math.floor(readyMs.length * 0.95)],
    };
  } finally {
    await server.end();
    await dispatcher.destroy();
    await lms.close();
  }
}

async function register(server, site) {
  const tenant = randomUUID();
  await server.db.gate('seed', (tx) =>
    tx.query(`insert into tenant (id, kind, name, locale, created_at) values ($1, 'provider', 'Chaos', 'de', now())`, [tenant]),
  );
  await server.platforms.register(tenant, {
    issuer: site.issuer,
    clientId: site.clientId,
    name: site.name,
    authUrl: site.authUrl,
    tokenUrl: site.tokenUrl,
    jwksUrl: site.jwksUrl,
    deployments: [{ deploymentId: site.deploymentId }],
  });
  await server.close();
  return tenant;
}

/** Returns how long each start took until the server was ready. */
async function playRounds(world, server, rounds, tell) {
  const { journal } = world;
  const readyMs = [];
  let trouble = null;
  const start = async () => {
    readyMs.push(await server.start());
  };
  await start();
  const trainees = world.site.people.map((person) => new Trainee(world, person));
  for (const link of world.links) await trainees[0].launch(link); // from now on Lotse knows every column
  const lives = trainees.map((trainee) =>
    trainee.live().catch((error) => {
      trouble ??= error;
      world.over = true;
    }),
  );
  for (let round = 1; round <= rounds && !trouble; round++) {
    const before = journal.acknowledged;
    const begun = performance.now();
    const isLively = () => trouble || (world.answering > 0 && journal.acknowledged - before >= FEWEST_NEW_ANSWERS);
    while (!isLively()) await wait(5);
    await wait(randomInt(1_500));
    while (!isLively()) await wait(1);
    const line = {
      round,
      killed_after_ms: Math.round(performance.now() - begun),
      under_way: world.underWay,
      answering: world.answering,
      acknowledged: journal.acknowledged - before,
    };
    world.ready = new Promise((done) => {
      world.isReady = done;
    });
    await server.kill();
    const early = round % 4 === 0 ? await killWhileStarting(server) : null;
    await start();
    world.isReady();
    tell({ ...line, ...(early === null ? {} : { killed_again_after_ms: early }), ready_ms: readyMs.at(-1) });
  }
  world.over = true;
  await Promise.all(lives);
  const code = await server.stop();
  if (trouble) throw trouble;
  if (code !== 0) journal.find(`the server ended with ${code} on SIGTERM:\n${server.log}`);
  return readyMs;
}

async function killWhileStarting(server) {
  const ms = randomInt(50, 1_200);
  server.launch();
  await wait(ms);
  await server.kill();
  return ms;
}

/** Counts first what stands there after the last round, then pays all grades and looks into the gradebook. */
async function account(world, server, clock, tenant) {
  const { journal, site } = world;
  try {
    const stored = await readDatabase(server.db, tenant);
    checkAnswers(stored, journal);
    checkCounts(stored, journal, world);
    clock.advance(PAST_ALL_LEASES_MS);
    for (let turn = 0; turn < 10 && (await server.passback.drain()) > 0; turn++) clock.advance(10_000);
    checkGrades(await readDatabase(server.db, tenant), journal, { site, unitsOf: (id) => (id === MODULE.id ? MODULE.units : []) });
    return {
      answers: journal.answers.size,
      acknowledged: journal.acknowledged,
      stored: stored.answers.length,
      resent: journal.resent,
      sent_twice_on_purpose: journal.doubleSends,
      lost_replies: journal.lostReplies,
      runs: stored.runs.length,
      grades: stored.due.length,
      scores_posted: site.gradebook.posts.length,
      findings: journal.findings,
    };
  } finally {
    await server.close();
  }
}
