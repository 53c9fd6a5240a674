import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { Clock } from './clock.js';
import type { Db } from './db/db.js';
import { endWork, giveBack, planAgain, planWork, retryAt, takeDue, tenantsWithDue, type DueRow } from './due.queries.js';
import type { Log } from './log.js';

const LEASE_MS = 60_000;
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 3_600_000;
/** So many of one tenant at a time, so that a tenant with much to do does not keep the others waiting. */
const BATCH = 20;

/** Does one piece of due work. Returns when it is due again, or null when it is finished. If it throws, it is tried again later. */
export type DueWork = (tenant: string, ref: string) => Promise<Date | null>;

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
    await planWork(tx, { tenant, id: randomUUID(), kind, ref, dueAt });
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
    let tenants = await this.db.gate('due', (tx) => tenantsWithDue(tx, now));
    while (tenants.length > 0) {
      const more: typeof tenants = [];
      for (const each of tenants) {
        if (await this.doSome(each, done)) more.push(each);
      }
      tenants = more;
    }
  }

  /** true where there may be more. */
  private async doSome(tenant: string, done: Set<string>): Promise<boolean> {
    if (this.stopping) return false;
    const rows = await this.take(tenant, [...done]);
    for (const row of rows) {
      if (this.stopping) await this.db.job(tenant, (tx) => giveBack(tx, row.id));
      else await this.doOne(tenant, row);
      done.add(row.id);
    }
    return rows.length === BATCH;
  }

  private take(tenant: string, without: string[]): Promise<DueRow[]> {
    const now = this.clock.now();
    const leaseUntil = new Date(now.getTime() + LEASE_MS);
    return this.db.job(tenant, (tx) => takeDue(tx, { tenant, kinds: [...this.works.keys()], without, now, leaseUntil, limit: BATCH }));
  }

  private async doOne(tenant: string, row: DueRow): Promise<void> {
    try {
      const again = await this.works.get(row.kind)?.(tenant, row.ref);
      await this.db.job(tenant, (tx) => (again ? planAgain(tx, row.id, again) : endWork(tx, row.id)));
    } catch (error) {
      this.log.fault('due.failed', error, { kind: row.kind, attempts: row.attempts, tenantId: tenant });
      const wait = Math.min(FIRST_WAIT_MS * 2 ** (row.attempts - 1), LONGEST_WAIT_MS);
      const dueAt = new Date(this.clock.now().getTime() + wait);
      await this.db.job(tenant, (tx) => retryAt(tx, row.id, { dueAt, reason: error instanceof Error ? error.name : 'unknown' }));
    }
  }
}
