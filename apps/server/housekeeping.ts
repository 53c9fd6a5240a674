import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AllTables, Clock, Db, Due, tenantIds } from '#lotse/base';
import { KeptLongEnough } from '#lotse/people';
import { firstTenant } from './housekeeping.queries.js';

const DAY_MS = 24 * 3600 * 1000;
const HOUSEKEEPING = 'housekeeping';
interface By {
  db: Db;
  due: Due;
  clock: Clock;
  retention: KeptLongEnough;
}

/** Nightly: rows that nobody needs to be known for, once for all tenants, and in each tenant what has been kept long enough. Rows in due_row keep it going over restarts. */
export async function planHousekeeping(app: NestFastifyApplication): Promise<void> {
  const by: By = { db: app.get(Db), due: app.get(Due), clock: app.get(Clock), retention: app.get(KeptLongEnough) };
  by.due.on(HOUSEKEEPING, async (tenant) => {
    if (tenant !== (await by.db.gate('housekeeping', firstTenant))) return null; // planned by an earlier version, or before a tenant that now comes first
    await sweep(by.db, app.get(AllTables), by.clock.now());
    return new Date(by.clock.now().getTime() + DAY_MS);
  });
  for (const tenant of await by.db.gate('housekeeping', tenantIds)) await planFor(by, tenant);
}

/** A tenant's share in it. */
export async function planFor(by: By, tenant: string): Promise<void> {
  const { db, due, clock, retention } = by;
  if (tenant === (await db.gate('housekeeping', firstTenant)))
    await db.job(tenant, (tx) => due.plan(tx, tenant, HOUSEKEEPING, 'login rows', new Date(clock.now().getTime() + DAY_MS)));
  await retention.plan(tenant);
}

/** Deletes what is over before anybody is known: open logins and codes at once, wrong tries after a day, sessions and links after thirty, devices after a year. */
export async function sweep(db: Db, tables: AllTables, now: Date): Promise<void> {
  await db.gate('housekeeping', async (tx) => {
    for (const lib of tables.libs) await lib.sweepGate?.(tx, now);
  });
}
