import 'reflect-metadata';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { Audit, Clock, Db, Due, KeyRotation, Log, openDatabase, readSettings, Seal, tenantIds } from '#lotse/base';
import { TABLES } from '../tables.js';
import { MasterKeyChange } from '../change-master-key.js';
import { ENTITIES } from '../entities.js';
import { masterKey } from '../master-key.js';
import { accountsWithTenant } from '../master-key.queries.js';

/**
 * `npm run keys rotate`: every tenant and everybody with an account gets a new key; the running server, or the next start, seals anew.
 * `npm run keys master < new-key`: wraps the ring with a new LOTSE_KEY, read from standard input so that it stands in no list of
 * processes. The server must stand still. With the embedded database both do.
 */
async function main(what: string | undefined): Promise<void> {
  if (what !== 'rotate' && what !== 'master') throw new Error('usage: npm run keys rotate | npm run keys master < file-with-the-new-key');
  const settings = readSettings(process.env);
  const next = what === 'master' ? readFileSync(0, 'utf8').trim() : '';
  if (what === 'master' && next.length < 32) throw new Error('The new key must have at least 32 characters.');
  const database = await openDatabase(settings, ENTITIES);
  try {
    const [db, clock, key] = [new Db(database.ds, new Clock()), new Clock(), masterKey(settings)];
    if (what === 'rotate') console.log(`${await rotateAll(db, clock, key)} keys are replaced. Lotse seals anew while it runs.`);
    else {
      console.log(`${await new MasterKeyChange(db, clock, key, next).run()} keys are wrapped anew. Start Lotse with the new LOTSE_KEY.`);
      if (!settings.key) keepBeside(`${settings.dataDir}/key`, next);
    }
  } finally {
    await database.close();
  }
}

async function rotateAll(db: Db, clock: Clock, key: string): Promise<number> {
  const log = new Log('warn');
  const seal = new Seal(key, clock);
  const rotation = new KeyRotation({ db, clock, log, tables: TABLES, due: new Due(db, clock, log), seal, audit: new Audit(clock, seal) });
  const { tenants, persons } = await db.gate('keys', async (tx) => ({
    tenants: await tenantIds(tx),
    persons: await accountsWithTenant(tx),
  }));
  let count = 0;
  for (const tenant of tenants) if (await rotation.rotate(tenant)) count++;
  for (const { person, tenant } of persons) if (await rotation.rotate(tenant, person)) count++;
  return count;
}

/** The key that the embedded database keeps beside it. */
function keepBeside(file: string, key: string): void {
  writeFileSync(`${file}.new`, `${key}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

try {
  await main(process.argv[2]);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
