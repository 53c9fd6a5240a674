/**
 * How long a start takes with a thousand units: publishing for a tenant where nothing is stored, where all is stored (each later
 * start), and the first list of units after a start. The units are our own under other ids. On a fresh embedded database.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { start } from '../../dist/apps/server/start.js';
import { DemoClock } from '../../dist/apps/server/demo-clock.js';
import { CONTENT_DIR } from '../../dist/apps/server/content-at-start.js';
import { Db, Log, readSettings } from '../../dist/libs/base/index.js';
import { buildPackages, CatalogService, packageId, readContent } from '../../dist/libs/catalog/index.js';
import { freePort } from '../../test/chaos/free-port.mjs';
import { openAccount } from '../addresses/open-account.mjs';
import { median, print } from '../measure.mjs';

const UNITS = 1_000;

export async function rounds(options) {
  const folder = mkdtempSync(`${tmpdir()}/lotse-bench-`);
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const settings = readSettings({ PORT: String(port), LOTSE_URL: url, LOTSE_DATA: folder, LOTSE_KEY: 'a key for the bench, long enough to be taken' });
  const clock = new DemoClock();
  const started = await start(settings, { demo: false, timers: false, clock, log: new Log('error') });
  try {
    await openAccount(url, started.setupUrl, 'wiebke.harms@lernwerk.example', clock);
    const db = started.app.get(Db);
    const [{ id: tenant }] = await db.gate('seed', (tx) => tx.query('select id from tenant'));
    const found = { first: [], again: [], list: [] };
    const { packages } = buildPackages(readContent(CONTENT_DIR), new Date().toISOString().slice(0, 10));
    for (let round = 0; round < Number(options.rounds ?? 5); round++) {
      const units = unitsOf(packages, round);
      for (const name of ['first', 'again']) {
        const catalog = new CatalogService(db, clock); // a new one knows nothing, as after a start
        found[name].push(await msOf(() => catalog.publish(tenant, units)));
        if (name === 'again') found.list.push(await msOf(() => db.job(tenant, (tx) => catalog.units(tx, tenant))));
      }
    }
    print({ bench: 'publish', units: UNITS, ...Object.fromEntries(Object.entries(found).map(([name, ms]) => [`${name}_ms`, Math.round(median(ms))])) });
  } finally {
    await started.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** All there are, under their own ids and under others until there are a thousand; each round changes their content, so all are new. */
function unitsOf(packages, round) {
  return Array.from({ length: UNITS }, (_, i) => {
    const known = packages[i % packages.length];
    const unit = { ...known, unitId: i < packages.length ? known.unitId : `bench.${i}`, moduleId: `${known.moduleId}.${round}` };
    return { id: packageId(unit), package: unit };
  });
}

async function msOf(work) {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
