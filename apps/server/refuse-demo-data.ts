import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Db } from '#lotse/base';
import { PasswordsService } from '#lotse/people';
import { passwordHashes } from './demo.queries.js';
import { DEMO_ACCOUNTS, DEMO_ADMIN, DEMO_PASSWORD, demoPerson } from './demo-accounts.js';

/** Thrown where a real start finds the demo's data; its message is for the person who starts Lotse. */
export class DemoFolder extends Error {
  constructor() {
    super(
      'These data were made by the demo. Its accounts have published passwords, so that anybody could sign in. ' +
        'Set LOTSE_DATA to another folder (with DATABASE_URL: name another database), or unset LOTSE_URL to go on with the demo.',
    );
  }
}

/** The demo's accounts have ids that everybody can compute. Where each has got another password the data may be gone on with. */
export async function refuseDemoData(app: NestFastifyApplication): Promise<void> {
  const persons = [...DEMO_ACCOUNTS, DEMO_ADMIN].map(demoPerson);
  const found = await app.get(Db).gate('seed', (tx) => passwordHashes(tx, persons));
  for (const kept of found) if (await app.get(PasswordsService).fits(kept, DEMO_PASSWORD)) throw new DemoFolder();
}
