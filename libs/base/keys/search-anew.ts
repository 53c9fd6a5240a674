import type { Clock } from '../clock.js';
import type { Db } from '../db/db.js';
import type { Due } from '../due.js';
import type { AllTables, SealedColumn } from '../lib-tables.js';
import type { Log } from '../log.js';
import { SEARCH_FOLD, type Seal } from '../seal.js';
import { resealSome } from './reseal.js';
import { otherFold } from './reseal.queries.js';

/** Planned by a migration, for each tenant. */
const ANEW = 'search.anew';
const BATCH = 100;
const BATCHES = 50;
/** During an update a server of the previous version may still write for a while: the work is repeated a day later. */
const AGAIN_MS = 24 * 3600 * 1000;

interface Parts {
  db: Db;
  due: Due;
  seal: Seal;
  clock: Clock;
  log: Log;
  tables: AllTables;
}

/** Recomputes the search values of sealed columns after the comparison rule has changed, in batches like a key rotation, while the servers run. */
export class SearchAnew {
  constructor(private readonly by: Parts) {
    by.due.on(ANEW, (tenant, ref) => this.run(tenant, ref));
  }

  private async run(tenant: string, ref: string): Promise<Date | null> {
    const { db, due, clock, tables, log } = this.by;
    const now = clock.now();
    for (const at of tables.sealed) if (at.search !== undefined && at.owner.kind === 'tenant' && !(await this.column(tenant, at))) return now;
    if (ref === 'first') await db.job(tenant, (tx) => due.plan(tx, tenant, ANEW, 'again', new Date(now.getTime() + AGAIN_MS)));
    log.info('search.anew', { tenantId: tenant });
    return null;
  }

  /** False where something is left for the next piece of work. */
  private async column(tenant: string, at: SealedColumn): Promise<boolean> {
    const { db, due, log } = this.by;
    const owner = { kind: 'tenant' as const, id: tenant };
    for (let batch = 0; batch < BATCHES && !due.isStopping; batch++) {
      const count = await db.job(tenant, (tx) => resealSome(this.by, tx, at, owner, otherFold(SEARCH_FOLD), BATCH));
      if (count > 0) log.info('search.anew', { tenantId: tenant, kind: `${at.table}.${at.column}`, count });
      if (count < BATCH) return true;
    }
    return false;
  }
}
