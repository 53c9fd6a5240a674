/**
 * `npm run chaos -- kill [--rounds 20] [--trainees 32] [--database embedded|postgres|both]`: long rounds of what the
 * stories do in short. JSON lines on stdout, one result per database; exit code 1 when anything was lost or counted twice.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { parseArgs } from 'node:util';
import { startDemoLms } from '../../dist/apps/demo-lms/index.js';
import { start } from '../../dist/apps/server/start.js';
import { Db, Log, readSettings } from '../../dist/libs/base/index.js';
import { GradePassback, PlatformsService } from '../../dist/libs/lti/index.js';
import { killRounds } from './kill-rounds.mjs';
import { findPostgres, Missing } from '../run/debian.mjs';
import { startCluster } from '../run/postgres-cluster.mjs';

const {
  positionals: [what],
  values,
} = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '20' }, trainees: { type: 'string', default: '32' }, database: { type: 'string', default: 'both' } },
});

const print = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);

async function openServer(env, clock) {
  const started = await start(readSettings(env), { clock, log: new Log('silent'), timers: false });
  const { app } = started;
  return { db: app.get(Db), passback: app.get(GradePassback), platforms: app.get(PlatformsService), close: () => started.close() };
}

async function kill(database) {
  const dataDir = mkdtempSync(`${tmpdir()}/lotse-chaos-`);
  const cluster = database === 'postgres' ? await startCluster(findPostgres()) : null;
  try {
    const tell = (line) => print({ database, ...line });
    const report = await killRounds(
      { startDemoLms, openServer },
      { place: { dataDir, databaseUrl: cluster?.url }, rounds: Number(values.rounds), trainees: Number(values.trainees), tell },
    );
    const ok = report.findings.length === 0;
    print({ chaos: 'kill', database, ...report, ok });
    return ok;
  } finally {
    await cluster?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

const DATABASES = { embedded: ['embedded'], postgres: ['postgres'], both: ['embedded', 'postgres'] };

if (what !== 'kill' || !Object.hasOwn(DATABASES, values.database)) {
  console.error('npm run chaos -- kill [--rounds 20] [--trainees 32] [--database embedded|postgres|both]');
  process.exit(1);
}
try {
  for (const database of DATABASES[values.database]) if (!(await kill(database))) process.exitCode = 1;
} catch (error) {
  console.error(error instanceof Missing ? error.message : error);
  process.exitCode = 1;
}
process.exit();
