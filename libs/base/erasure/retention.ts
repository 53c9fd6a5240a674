import type { EntityManager } from 'typeorm';
import type { Clock } from '../clock.js';
import type { Db } from '../db.js';
import type { Due } from '../due.js';
import type { Log } from '../log.js';
import type { Erasures } from './erasures.js';
import { OVER } from './personal-rows.js';

const RETENTION = 'retention';
const DAY_MS = 24 * 3600 * 1000;
/** So many at a time; the rest comes with the next turn, after other work. */
const BATCH = 50;
const TURN = 500;

/** Without a sign of life since `$2` (after `$3`, or exactly `$4`): no launch, no answer, no participation and no role that ended later or still runs. */
const SILENT = `select i.person as id from identity i where i.tenant = $1 and ($3::uuid is null or i.person > $3) and ($4::uuid is null or i.person = $4) group by i.person
  having max(i.last_seen_at) < $2
    and not exists (select from unit_run r where r.tenant = $1 and r.person = i.person and coalesce(r.last_answer_at, r.started_at) >= $2)
    and not exists (select from participation p where p.tenant = $1 and p.person = i.person and coalesce(p.exited_on, p.ends_on, 'infinity') >= $2::date)
    and not exists (select from role_grant g where g.tenant = $1 and g.person = i.person and coalesce(least(g.revoked_at, g.ends_at), 'infinity') >= $2)
  order by i.person limit ${BATCH}`;
const ENDED = `select p.id from participation p where p.tenant = $1 and p.created_at <= $2 and ($3::uuid is null or p.id > $3) and $4::uuid is null and ${OVER} order by p.id limit ${BATCH}`;

/** Somebody came back between being found and being erased. */
class BackAgain extends Error {}

async function refuseAlive(tx: EntityManager, values: unknown[]): Promise<void> {
  if ((await tx.query<unknown[]>(SILENT, values)).length === 0) throw new BackAgain();
}

/** Every night, in each tenant: what has been kept long enough goes. Each person is a transaction of their own; a server that stops goes on later. */
export class KeptLongEnough {
  constructor(private readonly by: { db: Db; due: Due; clock: Clock; log: Log; erasures: Erasures }) {
    by.due.on(RETENTION, (tenant) => this.tend(tenant));
  }

  async plan(tenant: string): Promise<void> {
    const { db, due, clock } = this.by;
    await db.job(tenant, (tx) => due.plan(tx, tenant, RETENTION, 'people and participations', new Date(clock.now().getTime() + DAY_MS)));
  }

  private async tend(tenant: string): Promise<Date> {
    const now = this.by.clock.now();
    const silent = new Date(now);
    silent.setUTCFullYear(now.getUTCFullYear() - 2);
    const { erasures } = this.by;
    const isDone =
      (await this.each(tenant, ENDED, now, (id) => erasures.participations(tenant, [id]))) &&
      (await this.each(tenant, SILENT, silent, (id) =>
        erasures.person({ tenant, by: null, because: 'retention' }, id, (tx) => refuseAlive(tx, [tenant, silent, null, id])),
      ));
    await this.sweep(tenant, now);
    return isDone ? new Date(now.getTime() + DAY_MS) : now;
  }

  /** False where there is more to do. What goes wrong with one is told and keeps nobody else. */
  private async each(tenant: string, sql: string, until: Date, erase: (id: string) => Promise<unknown>): Promise<boolean> {
    let last: string | null = null;
    for (let done = 0; done < TURN;) {
      const rows: { id: string }[] = await this.by.db.job(tenant, (tx) => tx.query<{ id: string }[]>(sql, [tenant, until, last, null]));
      for (const { id } of rows) {
        if (this.by.due.isStopping) return false;
        await erase(id).catch((error: unknown) => {
          if (!(error instanceof BackAgain)) this.by.log.fault('retention.failed', error, { tenantId: tenant });
        });
        last = id;
      }
      done += rows.length;
      if (rows.length < BATCH) return true;
    }
    return false;
  }

  /** Copies of reports that nobody may read any more; mails and tickets after thirty days; a contact whose account is gone, once nothing names it. */
  private async sweep(tenant: string, now: Date): Promise<void> {
    const month = new Date(now.getTime() - 30 * DAY_MS);
    const decade = new Date(now);
    decade.setUTCFullYear(now.getUTCFullYear() - 10);
    await this.by.db.job(tenant, async (tx) => {
      await tx.query(`update release set content = null, label = null where tenant = $1 and until < $2 and content is not null`, [tenant, now]);
      await tx.query(`delete from outbox where tenant = $1 and created_at < $2 and state <> 'waiting'`, [tenant, month]);
      await tx.query(`delete from deep_link_ticket where tenant = $1 and expires_at < $2`, [tenant, month]);
      await tx.query(
        `delete from staff_contact c where c.tenant = $1 and c.created_at < $2 and c.person is null and c.phone is null and c.email is null
           and not exists (select from participation p where p.tenant = c.tenant and (p.contact = c.id or p.deputy = c.id))`,
        [tenant, decade],
      );
    });
  }
}
