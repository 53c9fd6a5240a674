/**
 * CPU per delivered event of Lotse against a bare `ws` with the same fan-out and one call to PostgreSQL per event: many
 * rooms of eight, each of which says something every few seconds; and thirty people of one meeting who click at once.
 */
import { mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../test/chaos/free-port.mjs';
import { startChild } from '../child.mjs';
import { openCluster } from '../cluster.mjs';
import { cpuReader, median, print, rounded } from '../measure.mjs';
import { serverEnv } from '../people.mjs';

const GOAL = { ratio: 0.4 };
const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const PEOPLE = 30;

/** A cluster, and a plan with rooms and people whose hours run. */
export async function prepared(options, rooms, story) {
  const folder = mkdtempSync(`${tmpdir()}/lotse-bench-`);
  const cluster = await openCluster();
  try {
    const stand = { cluster, plan: `${folder}/plan.json`, port: await freePort(), lmsPort: await freePort(), log: openSync(`${folder}/server.log`, 'a') };
    const env = { ...serverEnv({ port: stand.port, lmsPort: stand.lmsPort, databaseUrl: cluster.ownerUrl('lotse') }), LOTSE_LOG: 'warn' };
    const child = await startChild(here('prepare.mjs'), { args: [stand.plan, String(stand.lmsPort), String(rooms), String(PEOPLE)], env });
    await child.stop();
    return await story(stand, await cluster.durability());
  } finally {
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

export function startServer({ cluster, port, lmsPort, log }, way, database) {
  if (way !== 'ours') return startChild(here('bare.mjs'), { args: [String(port), cluster.superUrl(database), way === 'relay' ? 'relay' : 'store'] });
  const env = { ...serverEnv({ port, lmsPort, databaseUrl: cluster.ownerUrl(database) }), LOTSE_LOG: 'warn' };
  return startChild(here('ours.mjs'), { env, execArgv: ['--enable-source-maps'], stdio: log });
}

export function memoryOf(pid) {
  const kb = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Math.round(Number(kb ?? 0) / 1024);
}

export async function rounds(options) {
  const wish = {
    rounds: Number(options.rounds ?? 2),
    rooms: Number(options.rooms ?? 200),
    every_ms: Number(options.every ?? 5_000),
    seconds: Number(options.seconds ?? 30),
  };
  await prepared(options, wish.rooms, async (stand, durability) => {
    print({ bench: 'rooms', ...wish, people_per_room: 8, ...durability });
    const lines = { bare: [], ours: [] };
    for (let round = 1; round <= wish.rounds; round++)
      for (const way of round % 2 ? ['bare', 'ours'] : ['ours', 'bare']) {
        const line = await oneWay(stand, wish, way, `lotse_${way}_${round}`);
        print({ way, round, ...line });
        lines[way].push(line);
      }
    print(summary(lines, wish));
  });
}

async function oneWay(stand, wish, way, database) {
  await stand.cluster.copy(database, 'lotse');
  const server = await startServer(stand, way, database);
  const load = await startChild(here('load.mjs'), { args: [way, stand.plan, String(stand.port), '8', String(wish.every_ms), String(wish.seconds)] });
  try {
    const joined = await load.ask('join');
    const cpu = cpuReader(server.pid, stand.cluster.postmaster);
    const before = cpu();
    const steady = await load.ask('steady');
    const after = cpu();
    const of = (name) => rounded((after[name] - before[name]) / steady.delivered, 1);
    const line = { ...joined, ...steady, server_cpu_us_per_delivered: of('server'), pg_cpu_us_per_delivered: of('postgres'), rss_mb: memoryOf(server.pid) };
    return way === 'ours' ? { ...line, ...(await load.ask('clicks')) } : line;
  } finally {
    await load.stop();
    await server.stop();
    await stand.cluster.drop(database);
  }
}

function summary({ bare, ours }, wish) {
  const middle = (lines, key) => rounded(median(lines.map((line) => line[key])), 1);
  const cpu = 'server_cpu_us_per_delivered';
  return {
    bench: 'rooms',
    ratio: rounded(middle(bare, cpu) / middle(ours, cpu), 2),
    p99_ms: middle(ours, 'p99_ms'),
    p99_bare_ms: middle(bare, 'p99_ms'),
    rss_mb: middle(ours, 'rss_mb'),
    join_1600_s: middle(ours, 'join_s'),
    clicks_30_p99_ms: middle(ours, 'clicks_p99_ms'),
    goal: GOAL,
    ...wish,
  };
}
