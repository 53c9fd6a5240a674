import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Clock, Db, Log, Problem, type Statement } from '#lotse/base';
import { BatchQueue, type Outcome } from '../log/batch-queue.js';
import { TenantSealer, type Sealer } from '../log/tenant-sealer.js';
import { isAllowedUpdate } from './allowed-update.js';
import { appendUpdates, type BoardAt, type PageAt } from './board.queries.js';
import { BoardStore, cellOf } from './board-store.js';

/** Who changes it; `mayAll`: also pages that are read-only for the others. */
export interface Writer {
  mayAll: boolean;
}
interface Change {
  by: Writer;
  update: Uint8Array;
}

/** So many changes of a page are stored together at most. */
const TOGETHER = 50;
/** After so many changes the rows of a page are merged into one. */
const MERGED_EVERY = 200;
/** So many pages are remembered by their number. */
const REMEMBERED = 500;

/**
 * Changes of a board's pages. Those of a page that wait are stored together, in their order, and each is acknowledged after COMMIT with
 * its own number or its own problem. Another server may have been faster: then the page is held, and looked at first.
 */
@Injectable()
export class BoardChanges implements OnModuleDestroy {
  private readonly queue = new BatchQueue<PageAt, Change, number>(
    () => TOGETHER,
    nameOf,
    (page, changes) => this.carryOut(page, changes),
  );
  /** The number of each page after the last change that this process stored. */
  private readonly numbers = new Map<string, number>();
  private readonly merging = new Set<Promise<void>>();

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly sealer: TenantSealer,
    private readonly store: BoardStore,
  ) {}

  /** Resolves with the page's number once the change is committed. Problems: board.unknown, board.read-only, board.refused. */
  async change(at: BoardAt, pageId: string, by: Writer, update: Uint8Array): Promise<number> {
    if (!isAllowedUpdate(update)) throw new Problem('invalid', 'board.refused');
    return this.queue.add({ ...at, pageId }, { by, update });
  }

  async onModuleDestroy(): Promise<void> {
    await this.queue.settled();
    await Promise.all(this.merging);
  }

  private async carryOut(page: PageAt, changes: readonly Change[]): Promise<Outcome<number>[]> {
    const known = this.numbers.get(nameOf(page));
    this.numbers.delete(nameOf(page)); // where this fails nobody knows what was stored
    const seal = await this.sealer.of(page.tenant);
    const outcomes = (known === undefined ? null : await this.append(page, known, changes, seal)) ?? (await this.underLock(page, changes, seal));
    const numbers = outcomes.flatMap((one) => ('done' in one ? [one.done] : []));
    const [first, last] = [numbers[0], numbers.at(-1)];
    if (first !== undefined && last !== undefined) {
      this.remember(page, last);
      if (Math.floor((first - 1) / MERGED_EVERY) !== Math.floor(last / MERGED_EVERY)) this.merge(page);
    }
    return outcomes;
  }

  private remember(page: PageAt, seq: number): void {
    this.numbers.set(nameOf(page), seq);
    const [oldest] = this.numbers.keys();
    if (this.numbers.size > REMEMBERED && oldest !== undefined) this.numbers.delete(oldest);
  }

  /** One message, with its COMMIT. Null where another server was faster, or one of them may not write: nothing was stored. */
  private async append(page: PageAt, seq: number, changes: readonly Change[], seal: Sealer): Promise<Outcome<number>[] | null> {
    const mayAll = changes.every(({ by }) => by.mayAll);
    const [rows] = await this.db.jobAtOnce(page.tenant, [this.statement(page, { seq, mayAll }, changes, seal)]);
    return rows?.length === changes.length ? changes.map((_, i) => ({ done: seq + i + 1 })) : null;
  }

  /** Nobody else changes this page meanwhile. */
  private underLock(page: PageAt, changes: readonly Change[], seal: Sealer): Promise<Outcome<number>[]> {
    return this.db.job(page.tenant, async (tx) => {
      const { seq, readOnly } = await this.store.lock(tx, page);
      const taken = changes.filter(({ by }) => by.mayAll || !readOnly);
      if (taken.length > 0) {
        const { text, values } = this.statement(page, { seq, mayAll: true }, taken, seal);
        if ((await tx.query<unknown[]>(text, values)).length !== taken.length) throw new Error('a page that was locked has moved');
      }
      return changes.map((one) => (taken.includes(one) ? { done: seq + taken.indexOf(one) + 1 } : { failed: new Problem('forbidden', 'board.read-only') }));
    });
  }

  private statement(page: PageAt, by: { seq: number; mayAll: boolean }, changes: readonly Change[], seal: Sealer): Statement {
    const updates = changes.map(({ update }, i) => {
      const seq = by.seq + i + 1;
      return { seq, body: seal(cellOf(page.pageId, seq), Buffer.from(update).toString('base64')) };
    });
    return appendUpdates(page, { ...by, at: this.clock.now() }, updates);
  }

  /** Nobody waits for it: without it a page has more rows to read. */
  private merge(page: PageAt): void {
    const run = this.store
      .merge(page)
      .catch((error: unknown) => this.log.fault('board.merge-failed', error, { tenantId: page.tenant }))
      .finally(() => this.merging.delete(run));
    this.merging.add(run);
  }
}

function nameOf({ tenant, room, pageId }: PageAt): string {
  return `${tenant} ${room} ${pageId}`;
}
