/**
 * `npm run chaos -- kill  [--rounds 20] [--trainees 32] [--database embedded|postgres|both]`
 * `npm run chaos -- rooms [--rounds 20] [--rooms 30] [--people 10] [--database postgres]`
 * Long rounds of what the stories do in short. JSON lines on stdout, one result per database; exit code 1 when anything was
 * lost or counted twice, or too few came back in time.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { parseArgs } from 'node:util';
import { startDemoLms } from '../../dist/apps/demo-lms/index.js';
import { DemoVisitor } from '../../dist/apps/server/demo-visitor.js';
import { start } from '../../dist/apps/server/start.js';
import { Db, Log, readSettings } from '../../dist/libs/base/index.js';
import * as contract from '../../dist/libs/contract/index.js';
import { GradePassback, PlatformsService } from '../../dist/libs/lti/index.js';
import { killRounds } from './kill-rounds.mjs';
import { prepareRooms } from './prepare-rooms.mjs';
import { roomRounds } from './room-rounds.mjs';
import { findPostgres, Missing } from '../run/debian.mjs';
import { startCluster } from '../run/postgres-cluster.mjs';

const {
  positionals: [what],
  values,
} = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '20' },
    trainees: { type: 'string', default: '32' },
    rooms: { type: 'string', default: '30' },
    people: { type: 'string', default: '10' },
    database: { type: 'string' },
  },
});

const print = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);

async function openServer(env, clock) {
  const started = await start(readSettings(env), { clock, log: new Log('silent'), timers: false });
  const { app } = started;
  return { db: app.get(Db), passback: app.get(GradePassback), platforms: app.get(PlatformsService), close: () => started.close() };
}

function kill(storage, tell) {
  return killRounds({ startDemoLms, openServer }, { storage, rounds: Number(values.rounds), trainees: Number(values.trainees), tell });
}

const use = { start, DemoVisitor, Db, PlatformsService, readSettings, Log };
function rooms(storage, tell) {
  const parts = { startDemoLms, contract, prepare: (env, world) => prepareRooms(use, env, world) };
  return roomRounds(parts, { storage, rounds: Number(values.rounds), rooms: Number(values.rooms), people: Number(values.people), tell });
}

async function onDatabase(database, run) {
  const dataDir = mkdtempSync(`${tmpdir()}/lotse-chaos-`);
  const cluster = database === 'postgres' ? await startCluster(findPostgres()) : null;
  try {
    const report = await run({ dataDir, databaseUrl: cluster?.url }, (line) => print({ database, ...line }));
    const ok = report.findings.length === 0;
    print({ chaos: what, database, ...report, ok });
    return ok;
  } finally {
    await cluster?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

const DATABASES = { embedded: ['embedded'], postgres: ['postgres'], both: ['embedded', 'postgres'] };
const RUNS = { kill: [kill, 'both'], rooms: [rooms, 'postgres'] };
const [run, usual] = RUNS[what] ?? [];
const databases = DATABASES[values.database ?? usual];

if (!run || !databases) {
  console.error('npm run chaos -- kill|rooms [--rounds 20] [--trainees 32] [--rooms 30] [--people 10] [--database embedded|postgres|both]');
  process.exit(1);
}
try {
  for (const database of databases) if (!(await onDatabase(database, run))) process.exitCode = 1;
} catch (error) {
  console.error(error instanceof Missing ? error.message : error);
  process.exitCode = 1;
}
process.exit();
