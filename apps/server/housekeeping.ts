import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Clock, Db, Due } from '#lotse/base';
import { KeptLongEnough } from '#lotse/people';

const DAY_MS = 24 * 3600 * 1000;

/** Nightly: rows of the class `login` that have run out, and what has been kept long enough. One row per tenant in due_row keeps it going over restarts. */
export async function planHousekeeping(app: NestFastifyApplication): Promise<void> {
  const [db, due, clock, retention] = [app.get(Db), app.get(Due), app.get(Clock), app.get(KeptLongEnough)];
  due.on('housekeeping', async () => {
    await sweep(db, clock.now());
    return new Date(clock.now().getTime() + DAY_MS);
  });
  const tenants = await db.gate('housekeeping', (tx) => tx.query<{ id: string }[]>(`select id from tenant order by id`));
  for (const { id } of tenants) await planFor({ db, due, clock, retention }, id);
}

/** A tenant's share in it. */
export async function planFor(by: { db: Db; due: Due; clock: Clock; retention: KeptLongEnough }, tenant: string): Promise<void> {
  await by.db.job(tenant, (tx) => by.due.plan(tx, tenant, 'housekeeping', 'login rows', new Date(by.clock.now().getTime() + DAY_MS)));
  await by.retention.plan(tenant);
}

/** Deletes what is over: open logins and codes at once, wrong tries after a day, sessions and links after thirty, devices after a year. */
export async function sweep(db: Db, now: Date): Promise<void> {
  await db.gate('housekeeping', async (tx) => {
    await tx.query(`delete from login_state where expires_at < $1`, [now]);
    await tx.query(`delete from room_pairing where expires_at < $1`, [now]);
    await tx.query(`delete from launch_code where expires_at < $1`, [now]);
    const ago = (days: number) => [new Date(now.getTime() - days * DAY_MS)];
    await tx.query(`delete from login_step where expires_at < $1`, [now]);
    await tx.query(`delete from login_failure where last_at < $1`, ago(1));
    await tx.query(`delete from password_reset where expires_at < $1`, ago(30));
    await tx.query(`delete from invitation where accepted_at is null and expires_at < $1`, ago(30));
    await tx.query(`delete from known_device where seen_at < $1`, ago(365));
    await tx.query(`delete from session where least(coalesce(revoked_at, ends_at), idle_until, ends_at) < $1`, ago(30));
  });
}
