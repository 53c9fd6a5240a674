import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Clock, Db, Log, Problem, type Statement } from '#lotse/base';
import { BatchQueue, type Outcome } from '../log/batch-queue.js';
import { TenantSealer, type Sealer } from '../log/tenant-sealer.js';
import { isAllowedUpdate } from './allowed-update.js';
import { BoardStore, cellOf, type BoardAt } from './board-store.js';

/** Who changes it; `mayAll`: also pages that are read-only for the others. */
export interface Writer {
  mayAll: boolean;
}
interface Page extends BoardAt {
  pageId: string;
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

/** Stored only where the page still has the number it was remembered by, and may be written by all of them. */
const APPEND = `with page as (update board_page set seq = seq + $5::int
    where tenant = $1 and room = $2 and id = $3 and seq = $4 and (not read_only or $6::boolean) returning id)
  insert into board_update (tenant, page, seq, at, body)
    select $1, $3, one.seq, $7, one.body from page, unnest($8::int[], $9::bytea[]) as one(seq, body) returning seq`;

/**
 * Changes of a board's pages. Those of a page that wait are stored together, in their order, and each is acknowledged after COMMIT with
 * its own number or its own problem. Another server may have been faster: then the page is held, and looked at first.
 */
@Injectable()
export class BoardChanges implements OnModuleDestroy {
  private readonly queue = new BatchQueue<Page, Change, number>(
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

  private async carryOut(page: Page, changes: readonly Change[]): Promise<Outcome<number>[]> {
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

  private remember(page: Page, seq: number): void {
    this.numbers.set(nameOf(page), seq);
    const [oldest] = this.numbers.keys();
    if (this.numbers.size > REMEMBERED && oldest !== undefined) this.numbers.delete(oldest);
  }

  /** One message, with its COMMIT. Null where another server was faster, or one of them may not write: nothing was stored. */
  private async append(page: Page, seq: number, changes: readonly Change[], seal: Sealer): Promise<Outcome<number>[] | null> {
    const mayAll = changes.every(({ by }) => by.mayAll);
    const [rows] = await this.db.jobAtOnce(page.tenant, [this.statement(page, { seq, mayAll }, changes, seal)]);
    return rows?.length === changes.length ? changes.map((_, i) => ({ done: seq + i + 1 })) : null;
  }

  /** Nobody else changes this page meanwhile. */
  private underLock(page: Page, changes: readonly Change[], seal: Sealer): Promise<Outcome<number>[]> {
    return this.db.job(page.tenant, async (tx) => {
      const { seq, readOnly } = await this.store.lock(tx, page, page.pageId);
      const taken = changes.filter(({ by }) => by.mayAll || !readOnly);
      if (taken.length > 0) {
        const { text, values } = this.statement(page, { seq, mayAll: true }, taken, seal);
        if ((await tx.query<unknown[]>(text, values)).length !== taken.length) throw new Error('a page that was locked has moved');
      }
      return changes.map((one) => (taken.includes(one) ? { done: seq + taken.indexOf(one) + 1 } : { failed: new Problem('forbidden', 'board.read-only') }));
    });
  }

  private statement({ tenant, room, pageId }: Page, by: { seq: number; mayAll: boolean }, changes: readonly Change[], seal: Sealer): Statement {
    const numbers = changes.map((_, i) => by.seq + i + 1);
    const bodies = changes.map(({ update }, i) => seal(cellOf(pageId, by.seq + i + 1), Buffer.from(update).toString('base64')));
    const values = [tenant, room, pageId, by.seq, changes.length, by.mayAll, this.clock.now(), numbers, bodies];
    return { name: 'board-append', text: APPEND, values };
  }

  /** Nobody waits for it: without it a page has more rows to read. */
  private merge(page: Page): void {
    const run = this.store
      .merge(page, page.pageId)
      .catch((error: unknown) => this.log.fault('board.merge-failed', error, { tenantId: page.tenant }))
      .finally(() => this.merging.delete(run));
    this.merging.add(run);
  }
}

function nameOf({ tenant, room, pageId }: Page): string {
  return `${tenant} ${room} ${pageId}`;
}
