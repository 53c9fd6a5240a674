/**
 * Answers per second of Lotse (c) against a bare server with one function call (a) and a bare server that makes the two
 * round trips of Lotse's first answer to a run each time (b). Each way of each round gets a copy of the same database, the same requests and the same clients.
 */
import { mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../test/chaos/free-port.mjs';
import { startChild } from '../child.mjs';
import { ask, openCluster } from '../cluster.mjs';
import { cpuReader, median, perOperation, print, rounded } from '../measure.mjs';
import { serverEnv } from '../people.mjs';
import { contentOf, differences } from './compare.mjs';
import { SUBMIT_ANSWER } from './submit-answer.mjs';

const GOAL = { ratio: 0.5, ratio_same_trips: 0.8 };
const here = (name) => fileURLToPath(new URL(name, import.meta.url));

export async function rounds(options) {
  const wish = {
    rounds: Number(options.rounds ?? 8),
    people: Number(options.people ?? 250),
    warmUp: Number(options['warm-up'] ?? 150),
    clients: Number(options.clients ?? 64),
    ways: (options.ways ?? 'a,b,c').split(','),
  };
  const folder = mkdtempSync(`${tmpdir()}/lotse-bench-`);
  const cluster = await openCluster();
  try {
    const durability = await cluster.durability();
    print({ bench: 'answers', ...wish, ...durability });
    const stand = {
      cluster,
      plan: `${folder}/plan.json`,
      port: await freePort(),
      lmsPort: await freePort(),
      profile: options.profile,
      log: openSync(`${folder}/server.log`, 'a'),
    };
    const { tasks } = await prepare(stand, wish);
    const results = [];
    for (let round = 1; round <= wish.rounds; round++) results.push(await oneRound(stand, wish, round));
    print(summary(results, { ...wish, answers: wish.people * tasks }, durability));
  } finally {
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function prepare({ cluster, plan, port, lmsPort }, wish) {
  const env = serverEnv({ port, lmsPort, databaseUrl: cluster.ownerUrl('lotse') });
  const child = await startChild(here('prepare.mjs'), {
    args: [plan, String(lmsPort), String(wish.people), String(wish.warmUp)],
    env: { ...env, LOTSE_LOG: 'warn' },
  });
  await child.stop();
  await ask(cluster.superUrl('lotse'), SUBMIT_ANSWER);
  return child.first;
}

async function oneRound(stand, wish, round) {
  const [lines, contents] = [{}, {}];
  // every other round backwards: on a shared machine whoever runs first after the pause of copying runs fastest
  for (const way of round % 2 ? wish.ways : wish.ways.toReversed()) {
    const database = `lotse_${way}_${round}`;
    await stand.cluster.copy(database, 'lotse');
    const { acknowledged, ...line } = await oneWay(stand, wish, way, database);
    print({ way, round, ...line });
    const content = await contentOf(stand.cluster.superUrl(database));
    if (content.answer.rows !== acknowledged)
      throw new Error(`${way}, round ${round}: ${acknowledged} answers were acknowledged, ${content.answer.rows} are stored`);
    [lines[way], contents[way]] = [line, content];
    await stand.cluster.drop(database);
  }
  const wrong = differences(contents);
  if (wrong.length) throw new Error(`The ways did not store the same in round ${round}:\n${wrong.join('\n')}`);
  return lines;
}

async function oneWay(stand, wish, way, database) {
  const server = await startServer(stand, way, database);
  const load = await startChild(here('load.mjs'), { args: [stand.plan, String(stand.port), String(wish.clients)] });
  try {
    const warm = await load.ask('warmUp');
    await ask(stand.cluster.superUrl(database), 'analyze'); // as autovacuum would have by then: which round it hits must not be chance
    const cpu = cpuReader(server.pid, stand.cluster.postmaster);
    const before = cpu();
    const result = await load.ask('measured');
    const { server_cpu_us, pg_cpu_us } = perOperation(before, cpu(), result.answers);
    return { ...result, server_cpu_us_per_answer: server_cpu_us, pg_cpu_us_per_answer: pg_cpu_us, acknowledged: warm.answers + result.answers };
  } finally {
    await load.stop();
    await server.stop();
  }
}

/** `a` works as superuser, past row-level security; `b` and `c` as the role that Lotse works as. */
function startServer({ cluster, plan, port, lmsPort, profile, log }, way, database) {
  const databaseUrl = cluster.ownerUrl(database);
  if (way !== 'c') return startChild(here('bare.mjs'), { args: [way, String(port), way === 'a' ? cluster.superUrl(database) : databaseUrl, plan] });
  const execArgv = ['--enable-source-maps', ...(profile ? ['--cpu-prof', '--cpu-prof-dir=.lotse/bench'] : [])];
  return startChild(here('../ours.mjs'), { env: serverEnv({ port, lmsPort, databaseUrl }), execArgv, stdio: log });
}

function summary(results, wish, durability) {
  const ratios = (over) => results.map((lines) => (lines.c && lines[over] ? rounded(lines.c.per_second / lines[over].per_second, 3) : null));
  const middle = (values) => (values.includes(null) ? null : rounded(median(values), 3));
  const [toOne, toTwo] = [ratios('a'), ratios('b')];
  return {
    bench: 'answers',
    ratio: middle(toOne),
    ratio_same_trips: middle(toTwo),
    goal: GOAL,
    ratios: toOne,
    ratios_same_trips: toTwo,
    counts_equal: true,
    contents_equal: true,
    ...wish,
    fsync: durability.fsync,
    synchronous_commit: durability.synchronous_commit,
    full_page_writes: durability.full_page_writes,
  };
}
