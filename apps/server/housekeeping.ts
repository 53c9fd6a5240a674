import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Clock, Db, Due } from '#lotse/base';

const DAY_MS = 24 * 3600 * 1000;

/** Nightly: rows of the class `login` that have run out. One row per tenant in due_row keeps it going over restarts. */
export async function planHousekeeping(app: NestFastifyApplication): Promise<void> {
  const [db, due, clock] = [app.get(Db), app.get(Due), app.get(Clock)];
  due.on('housekeeping', async () => {
    await sweep(db, clock.now());
    return new Date(clock.now().getTime() + DAY_MS);
  });
  const tenants = await db.gate('housekeeping', (tx) => tx.query<{ id: string }[]>(`select id from tenant order by id`));
  for (const { id } of tenants) await db.job(id, (tx) => due.plan(tx, id, 'housekeeping', 'login rows', new Date(clock.now().getTime() + DAY_MS)));
}

/** Deletes what is over: open logins and codes at once, ended sessions after thirty days. */
export async function sweep(db: Db, now: Date): Promise<void> {
  await db.gate('housekeeping', async (tx) => {
    await tx.query(`delete from login_state where expires_at < $1`, [now]);
    await tx.query(`delete from launch_code where expires_at < $1`, [now]);
    await tx.query(`delete from session where least(coalesce(revoked_at, ends_at), idle_until, ends_at) < $1`, [new Date(now.getTime() - 30 * DAY_MS)]);
  });
}
