import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { Clock } from './clock.js';
import type { Db } from './db/db.js';
import type { Log } from './log.js';

const LEASE_MS = 60_000;
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 3_600_000;
/** So many of one tenant at a time, so that a tenant with much to do does not keep the others waiting. */
const BATCH = 20;

/** Does one piece of due work. Returns when it is due again, or null when it is finished. If it throws, it is tried again later. */
export type DueWork = (tenant: string, ref: string) => Promise<Date | null>;

interface Row {
  id: string;
  kind: string;
  ref: string;
  attempts: number;
}

/** Work that must happen later is stored as rows; one timer runs what is due. */
export class Due {
  private readonly works = new Map<string, DueWork>();
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private stopping = false;

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** Registers who does work of this kind. */
  on(kind: string, work: DueWork): void {
    this.works.set(kind, work);
  }

  /** Plans work in the caller's transaction. The same kind and ref stand once; the earlier time wins. */
  async plan(tx: EntityManager, tenant: string, kind: string, ref: string, dueAt: Date): Promise<void> {
    await tx.query(
      `insert into due_row (tenant, id, kind, ref, due_at, attempts) values ($1, $2, $3, $4, $5, 0)
       on conflict (tenant, kind, ref) do update set due_at = least(due_row.due_at, excluded.due_at)`,
      [tenant, randomUUID(), kind, ref, dueAt],
    );
  }

  start(everyMs = 5_000): void {
    this.timer = setInterval(() => {
      this.running ??= this.run().finally(() => {
        this.running = undefined;
      });
    }, everyMs);
    this.timer.unref();
  }

  /** For a long piece of work: it may leave the rest for later. */
  get isStopping(): boolean {
    return this.stopping;
  }

  /** Lets the piece of work that runs finish; the rest stays due. */
  async stop(): Promise<void> {
    this.stopping = true;
    clearInterval(this.timer);
    await this.running;
  }

  /** Does everything that is due now, each piece once; what becomes due again meanwhile is left to the next run. */
  async run(): Promise<void> {
    const [now, done] = [this.clock.now(), new Set<string>()];
    let tenants = await this.db.gate('due', (tx) =>
      tx.query<{ tenant: string }[]>(`select distinct tenant from due_row where due_at <= $1 and (lease_until is null or lease_until <= $1)`, [now]),
    );
    while (tenants.length > 0) {
      const more: typeof tenants = [];
      for (const each of tenants) {
        if (await this.doSome(each.tenant, done)) more.push(each);
      }
      tenants = more;
    }
  }

  /** true where there may be more. */
  private async doSome(tenant: string, done: Set<string>): Promise<boolean> {
    if (this.stopping) return false;
    const rows = await this.take(tenant, [...done]);
    for (const row of rows) {
      if (this.stopping) await this.giveBack(tenant, row);
      else await this.doOne(tenant, row);
      done.add(row.id);
    }
    return rows.length === BATCH;
  }

  private take(tenant: string, without: string[]): Promise<Row[]> {
    const now = this.clock.now();
    return this.db.job(tenant, async (tx) => {
      const [rows] = await tx.query<[Row[], number]>(
        `update due_row set lease_until = $2, attempts = attempts + 1 where id in (select id from due_row
           where tenant = $4 and kind = any($3) and due_at <= $1 and (lease_until is null or lease_until <= $1) and id <> all($5) order by due_at limit $6 for update skip locked)
         returning id, kind, ref, attempts`,
        [now, new Date(now.getTime() + LEASE_MS), [...this.works.keys()], tenant, without, BATCH],
      );
      return rows;
    });
  }

  private giveBack(tenant: string, row: Row): Promise<unknown> {
    return this.db.job(tenant, (tx) => tx.query(`update due_row set lease_until = null, attempts = attempts - 1 where id = $1`, [row.id]));
  }

  private async doOne(tenant: string, row: Row): Promise<void> {
    try {
      const again = await this.works.get(row.kind)?.(tenant, row.ref);
      await this.db.job(tenant, (tx) =>
        again
          ? tx.query(`update due_row set due_at = $2, lease_until = null, attempts = 0, reason = null where id = $1`, [row.id, again])
          : tx.query(`delete from due_row where id = $1`, [row.id]),
      );
    } catch (error) {
      this.log.fault('due.failed', error, { kind: row.kind, attempts: row.attempts, tenantId: tenant });
      const wait = Math.min(FIRST_WAIT_MS * 2 ** (row.attempts - 1), LONGEST_WAIT_MS);
      await this.db.job(tenant, (tx) =>
        tx.query(`update due_row set due_at = $2, lease_until = null, reason = $3 where id = $1`, [
          row.id,
          new Date(this.clock.now().getTime() + wait),
          error instanceof Error ? error.name : 'unknown',
        ]),
      );
    }
  }
}
