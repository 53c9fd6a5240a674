import 'reflect-metadata';
import { Clock, Db, openDatabase, readSettings, verifyAudit } from '#lotse/base';

/** `npm run audit verify`: recomputes every chain. With the embedded database the server has to be stopped. */
if ((process.argv[2] ?? 'verify') !== 'verify') {
  console.error('usage: npm run audit verify');
  process.exit(2);
}
try {
  const database = await openDatabase(readSettings(process.env), []);
  const { entries, faults } = await new Db(database.ds, new Clock()).gate('audit-verify', verifyAudit);
  await database.close();
  for (const fault of faults) console.error(`tenant ${fault.tenant}: entry ${fault.seq} is ${fault.what}`);
  console.log(faults.length ? `The audit does not hold: ${faults.length} chain(s) broken.` : `The audit holds: ${entries} entries.`);
  process.exit(faults.length ? 1 : 0);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
