import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { Audit, Clock, Db, Log, openDatabase, readSettings, Seal } from '#lotse/base';
import { DeletionList, Eraser, Erasures, linesOf } from '#lotse/people';
import { ENTITIES } from '../entities.js';
import { masterKey } from '../master-key.js';
import { TABLES } from '../tables.js';

/**
 * `npm run erasures list > file`: the deletion list of this database, a line for each erasure, to be kept where no backup of the
 * database overwrites it. `npm run erasures replay < file`: erases again what this database does not know as erased. The server
 * does both by itself with the file in its own folder; with the embedded database it has to stand still for these.
 */
async function main(what: string | undefined): Promise<void> {
  if (what !== 'list' && what !== 'replay') throw new Error('usage: npm run erasures list > file | npm run erasures replay < file');
  const settings = readSettings(process.env);
  const database = await openDatabase(settings, ENTITIES);
  try {
    const [clock, log] = [new Clock(), new Log('warn')];
    const [db, seal] = [new Db(database.ds, clock), new Seal(masterKey(settings), clock)];
    const [audit, eraser, deletionList] = [new Audit(clock, seal), new Eraser(db, seal, TABLES), new DeletionList(settings.dataDir)];
    const erasures = new Erasures(db, clock, log, seal, audit, TABLES, eraser, deletionList, database);
    if (what === 'list') for (const line of await erasures.all()) console.log(JSON.stringify(line));
    else {
      const lines = linesOf(readFileSync(0, 'utf8'));
      console.log(`${await erasures.replay(lines)} of ${lines.length} lines were erased again; the others are known as erased.`);
    }
  } finally {
    await database.close();
  }
}

try {
  await main(process.argv[2]);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
