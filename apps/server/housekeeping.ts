import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AllTables, Clock, Db, Due } from '#lotse/base';
import { KeptLongEnough } from '#lotse/people';

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
    if (tenant !== (await firstTenant(by.db))) return null; // planned by an earlier version, or before a tenant that now comes first
    await sweep(by.db, app.get(AllTables), by.clock.now());
    return new Date(by.clock.now().getTime() + DAY_MS);
  });
  const tenants = await by.db.gate('housekeeping', (tx) => tx.query<{ id: string }[]>(`select id from tenant order by id`));
  for (const { id } of tenants) await planFor(by, id);
}

/** A tenant's share in it. */
export async function planFor(by: By, tenant: string): Promise<void> {
  const { db, due, clock, retention } = by;
  if (tenant === (await firstTenant(db)))
    await db.job(tenant, (tx) => due.plan(tx, tenant, HOUSEKEEPING, 'login rows', new Date(clock.now().getTime() + DAY_MS)));
  await retention.plan(tenant);
}

async function firstTenant(db: Db): Promise<string | undefined> {
  const [first] = await db.gate('housekeeping', (tx) => tx.query<{ id: string }[]>(`select id from tenant order by id limit 1`));
  return first?.id;
}

/** Deletes what is over before anybody is known: open logins and codes at once, wrong tries after a day, sessions and links after thirty, devices after a year. */
export async function sweep(db: Db, tables: AllTables, now: Date): Promise<void> {
  await db.gate('housekeeping', async (tx) => {
    for (const lib of tables.libs) await lib.sweepGate?.(tx, now);
  });
}
