import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { AuditHeads, Clock, Db, headsOf, Log, openDatabase, readSettings, Seal, verifyAudit } from '#lotse/base';
import { ENTITIES } from '../entities.js';
import { masterKey } from '../master-key.js';

/**
 * `npm run audit verify`: recomputes every chain and compares it with the heads that were noted in the data folder; more files with
 * heads (of other servers, kept elsewhere) may be named. With the embedded database the server has to be stopped.
 */
const [what = 'verify', ...files] = process.argv.slice(2);
if (what !== 'verify') {
  console.error('usage: npm run audit verify [file-with-heads …]');
  process.exit(2);
}
try {
  const settings = readSettings(process.env);
  const database = await openDatabase(settings, ENTITIES);
  const clock = new Clock();
  const db = new Db(database.ds, clock);
  const noted = new AuditHeads({ db, clock, log: new Log('warn') }, settings.dataDir).read();
  const heads = [...noted, ...files.flatMap((file) => headsOf(readFileSync(file, 'utf8')))];
  const { entries, faults } = await verifyAudit({ db, seal: new Seal(masterKey(settings), clock) }, heads);
  await database.close();
  for (const fault of faults) console.error(`tenant ${fault.tenant}: entry ${fault.seq} is ${fault.what}`);
  console.log(faults.length ? `The audit does not hold: ${faults.length} chain(s) broken.` : `The audit holds: ${entries} entries.`);
  process.exit(faults.length ? 1 : 0);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
