/**
 * Launches per second of Lotse, on PostgreSQL with everything a launch has to keep, against ltijs alone with its data in
 * memory: login and launch up to the redirect that only a proved launch gets. First everybody launches for the first
 * time, then all of them again; `ratio` is that of people who come again.
 */
import { mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../test/chaos/free-port.mjs';
import { startChild } from '../child.mjs';
import { ask, openCluster } from '../cluster.mjs';
import { cpuReader, median, perOperation, print, rounded } from '../measure.mjs';
import { openLms, serverEnv } from '../people.mjs';

const WAYS = ['ltijs', 'lotse'];
const here = (name) => fileURLToPath(new URL(name, import.meta.url));

export async function rounds(options) {
  const wish = {
    rounds: Number(options.rounds ?? 3),
    people: Number(options.people ?? 600),
    warmUp: Number(options['warm-up'] ?? 100),
    clients: Number(options.clients ?? 16),
  };
  const folder = mkdtempSync(`${tmpdir()}/lotse-bench-`);
  const cluster = await openCluster();
  const [port, lmsPort] = [await freePort(), await freePort()];
  const lms = await openLms({ port, lmsPort, people: wish.people + wish.warmUp });
  try {
    print({ bench: 'launch', ...wish, ...(await cluster.durability()) });
    const stand = { cluster, port, lmsPort, site: lms.sites[0], log: openSync(`${folder}/server.log`, 'a') };
    const prepared = await startChild(here('prepare.mjs'), {
      args: [describe(stand.site)],
      env: { ...serverEnv({ port, lmsPort, databaseUrl: cluster.ownerUrl('lotse') }), LOTSE_LOG: 'warn' },
    });
    await prepared.stop();
    const results = [];
    for (let round = 1; round <= wish.rounds; round++) results.push(await oneRound(stand, wish, round));
    print(summary(results, wish));
  } finally {
    await lms.close();
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function describe({ issuer, clientId, name, authUrl, tokenUrl, jwksUrl, deploymentId }) {
  return JSON.stringify({ issuer, clientId, name, authUrl, tokenUrl, jwksUrl, deploymentId });
}

async function oneRound(stand, wish, round) {
  const lines = {};
  for (const way of WAYS) {
    lines[way] = await oneWay(stand, wish, way, `lotse_${way}_${round}`);
    for (const [who, line] of Object.entries(lines[way])) print({ way, round, who, ...line });
  }
  return lines;
}

async function oneWay(stand, wish, way, database) {
  await stand.cluster.copy(database, 'lotse');
  const server = await startServer(stand, way, database);
  const load = await startChild(here('load.mjs'), { args: [`http://localhost:${stand.port}`, String(stand.port), String(wish.clients)] });
  try {
    const people = Array.from({ length: wish.people + wish.warmUp }, (_, i) => `p${i}`);
    const [measured, warmUp] = [people.slice(0, wish.people), people.slice(wish.people)];
    for (let i = 0; i < 2; i++) await launchAll(stand.site, load, warmUp);
    const cpu = cpuReader(server.pid, stand.cluster.postmaster);
    const lines = {};
    for (const who of ['first', 'again']) {
      const before = cpu();
      const { launches, ...line } = await launchAll(stand.site, load, measured);
      const { server_cpu_us, pg_cpu_us } = perOperation(before, cpu(), launches);
      lines[who] = { launches, ...line, server_cpu_us_per_launch: server_cpu_us, pg_cpu_us_per_launch: pg_cpu_us };
    }
    if (way === 'lotse') await checkSessions(stand, wish, database);
    return lines;
  } finally {
    await load.stop();
    await server.stop();
    await stand.cluster.drop(database);
  }
}

/** Every launch has opened a session, and everybody is enrolled once. */
async function checkSessions({ cluster }, { people, warmUp }, database) {
  const [stored] = await ask(
    cluster.superUrl(database),
    'select (select count(*)::int from session) as sessions, (select count(*)::int from enrolment) as enrolments',
  );
  const wanted = { sessions: 2 * (people + warmUp), enrolments: people + warmUp };
  if (stored.sessions !== wanted.sessions || stored.enrolments !== wanted.enrolments)
    throw new Error(`${JSON.stringify(wanted)} were wanted, ${JSON.stringify(stored)} are stored`);
}

function startServer({ cluster, site, port, lmsPort, log }, way, database) {
  if (way === 'ltijs') return startChild(here('ltijs.mjs'), { args: [String(port), describe(site)] });
  return startChild(here('../ours.mjs'), {
    env: serverEnv({ port, lmsPort, databaseUrl: cluster.ownerUrl(database) }),
    execArgv: ['--enable-source-maps'],
    stdio: log,
  });
}

/** Hands the load the platform's calls, and signs what it asks for in between. */
async function launchAll(site, load, people) {
  let message = await load.ask(people.map((person) => ({ person, initiation: site.initiation(site.session(person).session, { link: 'unit' }) })));
  while (message.sign) message = await load.ask(message.sign.map(({ person, nonce }) => site.sign(site.launchClaims({ person, link: 'unit', nonce }))));
  return message;
}

function summary(results, wish) {
  const ratios = (who) => results.map((lines) => rounded(lines.lotse[who].per_second / lines.ltijs[who].per_second, 3));
  const [first, again] = [ratios('first'), ratios('again')];
  return {
    bench: 'launch',
    ratio: rounded(median(again), 3),
    ratio_first: rounded(median(first), 3),
    ratios: again,
    ratios_first: first,
    launches_equal: true,
    ...wish,
  };
}
