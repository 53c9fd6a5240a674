import type { Db } from '#lotse/base';
import { DEMO_ACCOUNTS, demoPerson } from './demo-accounts.js';

/** Thrown where a real start finds the demo's data; its message is for the person who starts Lotse. */
export class DemoFolder extends Error {
  constructor() {
    super(
      'These data were made by the demo. Its accounts have published passwords, so that anybody could sign in. ' +
        'Set LOTSE_DATA to another folder (with DATABASE_URL: name another database), or unset LOTSE_URL to go on with the demo.',
    );
  }
}

/** The demo's accounts have ids that everybody can compute. Whoever erases them may go on with what else is there. */
export async function refuseDemoData(db: Db): Promise<void> {
  const found = await db.gate('seed', (tx) => tx.query<unknown[]>(`select 1 from account where person = any($1) limit 1`, [DEMO_ACCOUNTS.map(demoPerson)]));
  if (found.length > 0) throw new DemoFolder();
}
