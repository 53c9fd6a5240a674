import { Injectable } from '@nestjs/common';
import { AllTables, Clock, daysBefore, Db, Due, Log, yearsBefore } from '#lotse/base';
import type { EntityManager } from 'typeorm';
import { BATCH, silentPeople } from './erasure.queries.js';
import { Erasures } from './erasures.js';

const RETENTION = 'retention';
const DAY_MS = 24 * 3600 * 1000;
/** So many in one turn; the rest comes with the next one, after other work. */
const TURN = 500;

/** The next ids behind `after`, at most a batch. */
type Next = (tx: EntityManager, after: string | null) => Promise<string[]>;

/** Somebody came back between being found and being erased. */
class BackAgain extends Error {}

/**
 * Deletes each night, in each tenant, what has been kept long enough. Each person is a transaction of their own; a server that stops
 * continues later.
 */
@Injectable()
export class KeptLongEnough {
  constructor(
    private readonly db: Db,
    private readonly due: Due,
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly erasures: Erasures,
    private readonly tables: AllTables,
  ) {
    due.on(RETENTION, (tenant) => this.tend(tenant));
  }

  async plan(tenant: string): Promise<void> {
    await this.db.job(tenant, (tx) => this.due.plan(tx, tenant, RETENTION, 'people and participations', new Date(this.clock.now().getTime() + DAY_MS)));
  }

  private async tend(tenant: string): Promise<Date> {
    const now = this.clock.now();
    const since = yearsBefore(now, 2);
    const over: Next = async (tx, after) => {
      const ids: string[] = [];
      for (const kept of this.tables.participations) ids.push(...(await kept.over(tx, { tenant, until: now, after, limit: BATCH })));
      return ids;
    };
    const ended = await this.each(tenant, over, (id) => this.erasures.participations(tenant, [id]));
    const silent: Next = (tx, after) => silentPeople(tx, this.tables.alive, { tenant, since, after });
    const quiet = ended.isDone
      ? await this.each(tenant, silent, (id) =>
          this.erasures.person({ tenant, by: null, because: 'retention' }, id, (tx) => this.refuseAlive(tx, { tenant, since, person: id })),
        )
      : { isDone: false, erased: 0 };
    if (ended.erased + quiet.erased > 0) await this.erasures.rewrite();
    await this.sweep(tenant, now);
    await this.erasures.endProofs(tenant, daysBefore(yearsBefore(now, 10), 1));
    return quiet.isDone ? new Date(now.getTime() + DAY_MS) : now;
  }

  /** `isDone` is false where there is more to do. An error with one of them is logged, the others go on. */
  private async each(tenant: string, next: Next, erase: (id: string) => Promise<unknown>): Promise<{ isDone: boolean; erased: number }> {
    let last: string | null = null;
    let erased = 0;
    for (let done = 0; done < TURN;) {
      const after: string | null = last;
      const ids: string[] = await this.db.job(tenant, (tx) => next(tx, after));
      for (const id of ids) {
        if (this.due.isStopping) return { isDone: false, erased };
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
      if (!(error instanceof BackAgain)) this.log.fault('retention.failed', error, { tenantId: tenant });
      return false;
    }
  }

  private async refuseAlive(tx: EntityManager, who: { tenant: string; since: Date; person: string }): Promise<void> {
    if ((await silentPeople(tx, this.tables.alive, who)).length === 0) throw new BackAgain();
  }

  private async sweep(tenant: string, now: Date): Promise<void> {
    await this.db.job(tenant, async (tx) => {
      for (const lib of this.tables.libs) await lib.sweep?.(tx, { tenant, now });
    });
  }
}
