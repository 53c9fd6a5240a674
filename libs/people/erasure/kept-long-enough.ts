import { daysBefore, yearsBefore, type AllTables, type Clock, type Db, type Due, type Log } from '#lotse/base';
import type { EntityManager } from 'typeorm';
import type { Erasures } from './erasures.js';

const RETENTION = 'retention';
const DAY_MS = 24 * 3600 * 1000;
/** So many at a time; the rest comes with the next turn, after other work. */
const BATCH = 50;
const TURN = 500;

/** Without a sign of life since `$2` (after `$3`, or exactly `$4`): no launch, and none of the signs that the libs name. */
const silent = (alive: readonly string[]) =>
  `select i.person as id from identity i where i.tenant = $1 and ($3::uuid is null or i.person > $3) and ($4::uuid is null or i.person = $4) group by i.person
  having max(i.last_seen_at) < $2 ${alive.map((sign) => `and not ${sign}`).join(' ')}
  order by i.person limit ${BATCH}`;
/** The next ids behind `after`, at most a batch. */
type Next = (tx: EntityManager, after: string | null) => Promise<string[]>;

/** Somebody came back between being found and being erased. */
class BackAgain extends Error {}

/**
 * Deletes each night, in each tenant, what has been kept long enough. Each person is a transaction of their own; a server that stops
 * continues later..
 */
export class KeptLongEnough {
  private readonly silent: string;

  constructor(private readonly by: { db: Db; due: Due; clock: Clock; log: Log; erasures: Erasures; tables: AllTables }) {
    this.silent = silent(by.tables.alive);
    by.due.on(RETENTION, (tenant) => this.tend(tenant));
  }

  async plan(tenant: string): Promise<void> {
    const { db, due, clock } = this.by;
    await db.job(tenant, (tx) => due.plan(tx, tenant, RETENTION, 'people and participations', new Date(clock.now().getTime() + DAY_MS)));
  }

  private async tend(tenant: string): Promise<Date> {
    const now = this.by.clock.now();
    const since = yearsBefore(now, 2);
    const { erasures, tables } = this.by;
    const over: Next = async (tx, after) => {
      const ids: string[] = [];
      for (const kept of tables.participations) ids.push(...(await kept.over(tx, { tenant, until: now, after, limit: BATCH })));
      return ids;
    };
    const ended = await this.each(tenant, over, (id) => erasures.participations(tenant, [id]));
    const silent: Next = async (tx, after) => (await tx.query<{ id: string }[]>(this.silent, [tenant, since, after, null])).map((row) => row.id);
    const quiet = ended.isDone
      ? await this.each(tenant, silent, (id) =>
          erasures.person({ tenant, by: null, because: 'retention' }, id, (tx) => this.refuseAlive(tx, [tenant, since, null, id])),
        )
      : { isDone: false, erased: 0 };
    if (ended.erased + quiet.erased > 0) await erasures.rewrite();
    await this.sweep(tenant, now);
    await erasures.endProofs(tenant, daysBefore(yearsBefore(now, 10), 1));
    return quiet.isDone ? new Date(now.getTime() + DAY_MS) : now;
  }

  /** `isDone` is false where there is more to do. An error with one of them is logged, the others go on. */
  private async each(tenant: string, next: Next, erase: (id: string) => Promise<unknown>): Promise<{ isDone: boolean; erased: number }> {
    let last: string | null = null;
    let erased = 0;
    for (let done = 0; done < TURN;) {
      const after: string | null = last;
      const ids: string[] = await this.by.db.job(tenant, (tx) => next(tx, after));
      for (const id of ids) {
        if (this.by.due.isStopping) return { isDone: false, erased };
        if (await this.isErased(tenant, erase(id))) erased += 1;
        last = id;
      }
      done += ids.length;
      if (ids.length < BATCH) return { isDone: true, erased };
    }
    return { isDone: false, erased };
  }

  private async isErased(tenant: string, erasing: Promise<unknown>): Promise<boolean> {
    try {
      await erasing;
      return true;
    } catch (error) {
      if (!(error instanceof BackAgain)) this.by.log.fault('retention.failed', error, { tenantId: tenant });
      return false;
    }
  }

  private async refuseAlive(tx: EntityManager, values: unknown[]): Promise<void> {
    if ((await tx.query<unknown[]>(this.silent, values)).length === 0) throw new BackAgain();
  }

  private async sweep(tenant: string, now: Date): Promise<void> {
    await this.by.db.job(tenant, async (tx) => {
      for (const lib of this.by.tables.libs) await lib.sweep?.(tx, { tenant, now });
    });
  }
}
