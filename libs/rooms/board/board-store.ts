import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import * as Y from 'yjs';
import { Clock, Db, Problem, Seal } from '#lotse/base';
import { BOARD_PAGES, type BoardPage } from '#lotse/contract';
import {
  deleteUpdatesUntil,
  headsOf,
  insertPage,
  lockBoard,
  lockMerging,
  markPage,
  pageOf,
  pagesOf,
  updatesAfter,
  type BoardAt,
  type Head,
  type PageAt,
  type PageRow,
} from './board.queries.js';
import { BoardPageRow, BoardUpdateRow } from './entities.js';

/** Where the text of a change is sealed. */
export const cellOf = (pageId: string, seq: number) => ({ table: 'board_update', row: `${pageId} ${seq}`, column: 'body' });

/** Pages and their text: sealed rows, one for each change, merged now and then. Pages of another room answer as unknown. */
@Injectable()
export class BoardStore {
  constructor(
    private readonly db: Db,
    private readonly seal: Seal,
    private readonly clock: Clock,
  ) {}

  /** In order; a room that has none gets its first. */
  async pages(at: BoardAt, firstTitle: string): Promise<BoardPage[]> {
    const found = await this.db.job(at.tenant, (tx) => this.read(tx, at));
    if (found.length > 0) return found;
    return [await this.add(at, firstTitle, { onlyFirst: true })];
  }

  private async read(tx: EntityManager, at: BoardAt): Promise<BoardPage[]> {
    const pages: BoardPage[] = [];
    for (const row of await pagesOf(tx, at)) pages.push(await this.shown(tx, at, row));
    return pages;
  }

  private async shown(tx: EntityManager, { tenant }: BoardAt, { id, title, readOnly, seq }: PageRow): Promise<BoardPage> {
    const text = await this.seal.open(tx, { kind: 'tenant', id: tenant }, { table: 'board_page', row: id, column: 'title' }, title);
    return { pageId: id, title: text, readOnly, seq };
  }

  /** `id` is the asker's, so that what is sent again makes no second page. `onlyFirst`: where two come to an empty board at once, both get the same page. */
  add(at: BoardAt, title: string, { id = randomUUID(), onlyFirst = false }: { id?: string; onlyFirst?: boolean } = {}): Promise<BoardPage> {
    return this.db.job(at.tenant, async (tx) => {
      await lockBoard(tx, at.room);
      const before = await this.read(tx, at);
      if (onlyFirst && before[0]) return before[0];
      const known = before.find((page) => page.pageId === id);
      if (known?.title === title) return known;
      if (before.length >= BOARD_PAGES) throw new Problem('conflict', 'board.full', { pages: BOARD_PAGES });
      const sealed = await this.seal.seal(tx, { kind: 'tenant', id: at.tenant }, { table: 'board_page', row: id, column: 'title' }, title);
      if (!(await insertPage(tx, { ...at, pageId: id }, { title: sealed, at: this.clock.now() }))) throw new Problem('conflict', 'command.changed');
      return { pageId: id, title, readOnly: false, seq: 0 };
    });
  }

  set(at: BoardAt, pageId: string, wish: { title?: string | undefined; readOnly?: boolean | undefined }): Promise<BoardPage> {
    return this.db.job(at.tenant, async (tx) => {
      const row = await this.row(tx, { ...at, pageId });
      const cell = { table: 'board_page', row: pageId, column: 'title' };
      const title = wish.title === undefined ? row.title : await this.seal.seal(tx, { kind: 'tenant', id: at.tenant }, cell, wish.title);
      const readOnly = wish.readOnly ?? row.readOnly;
      await tx.update(BoardPageRow, { tenant: at.tenant, id: pageId }, { title, readOnly });
      return this.shown(tx, at, { ...row, title, readOnly });
    });
  }

  /** Deleted already, it stays so: the acknowledgement may have been lost. The last page stays. */
  delete(at: BoardAt, pageId: string): Promise<void> {
    return this.db.job(at.tenant, async (tx) => {
      await lockBoard(tx, at.room);
      const pages = await pagesOf(tx, at);
      if (pages.length === 1 && pages[0]?.id === pageId) throw new Problem('conflict', 'board.last');
      if (!(await markPage(tx, { ...at, pageId }, this.clock.now()))) throw new Problem('not-found', 'board.unknown');
    });
  }

  /** A page that was deleted, with all that stood on it, at its old place. */
  restore(at: BoardAt, pageId: string): Promise<BoardPage> {
    return this.db.job(at.tenant, async (tx) => {
      await lockBoard(tx, at.room);
      const before = await pagesOf(tx, at);
      if (before.every(({ id }) => id !== pageId)) {
        if (before.length >= BOARD_PAGES) throw new Problem('conflict', 'board.full', { pages: BOARD_PAGES });
        if (!(await markPage(tx, { ...at, pageId }, null))) throw new Problem('not-found', 'board.unknown');
      }
      return this.shown(tx, at, await this.row(tx, { ...at, pageId }));
    });
  }

  /** The page with what was stored after `after`; where those rows were merged, everything. */
  open(at: BoardAt, pageId: string, after = 0): Promise<{ page: BoardPage; updates: Uint8Array[] }> {
    return this.db.job(at.tenant, async (tx) => {
      const row = await this.row(tx, { ...at, pageId });
      const rows = (await this.updates(tx, { tenant: at.tenant, pageId }, after)).map(({ update }) => update);
      // one at most: a browser's end of the connection refuses a message with more than ten attachments, and would come back for ever
      return { page: await this.shown(tx, at, row), updates: rows.length > 1 ? [Y.mergeUpdates(rows)] : rows };
    });
  }

  /** Number of each page, in order, and what tells that its title or lock is another one. One message. */
  async heads(at: BoardAt): Promise<Head[]> {
    const [rows] = await this.db.jobAtOnce(at.tenant, [headsOf(at)]);
    return (rows ?? []) as unknown as Head[];
  }

  /** What was stored after this number, as one change; null where nothing was. */
  async since(at: BoardAt, pageId: string, after: number): Promise<{ seq: number; update: Uint8Array } | null> {
    const missed = await this.db.job(at.tenant, (tx) => this.updates(tx, { tenant: at.tenant, pageId }, after));
    const last = missed.at(-1);
    return last ? { seq: last.seq, update: Y.mergeUpdates(missed.map(({ update }) => update)) } : null;
  }

  private async updates(tx: EntityManager, { tenant, pageId }: Omit<PageAt, 'room'>, after: number): Promise<{ seq: number; update: Uint8Array }[]> {
    const updates: { seq: number; update: Uint8Array }[] = [];
    for (const { seq, body } of await updatesAfter(tx, { tenant, pageId }, after)) {
      const text = await this.seal.open(tx, { kind: 'tenant', id: tenant }, cellOf(pageId, seq), body);
      updates.push({ seq, update: Buffer.from(text, 'base64') });
    }
    return updates;
  }

  /** Holds the page for this transaction. Throws board.unknown. */
  lock(tx: EntityManager, page: PageAt): Promise<PageRow> {
    return this.row(tx, page, 'for update');
  }

  /** All rows of a page become one under the last of their numbers. Whoever writes meanwhile does not wait: what comes later stays as it is. */
  merge({ tenant, pageId }: PageAt): Promise<void> {
    return this.db.job(tenant, async (tx) => {
      await lockMerging(tx, pageId);
      const all = await this.updates(tx, { tenant, pageId }, 0);
      const seq = all.at(-1)?.seq;
      if (all.length < 2 || seq === undefined) return;
      const text = Buffer.from(Y.mergeUpdates(all.map(({ update }) => update))).toString('base64');
      const body = await this.seal.seal(tx, { kind: 'tenant', id: tenant }, cellOf(pageId, seq), text);
      await deleteUpdatesUntil(tx, { tenant, pageId }, seq);
      await tx.insert(BoardUpdateRow, { tenant, page: pageId, seq, at: this.clock.now(), body });
    });
  }

  private async row(tx: EntityManager, page: PageAt, hold: '' | 'for update' = ''): Promise<PageRow> {
    const row = await pageOf(tx, page, hold);
    if (!row) throw new Problem('not-found', 'board.unknown');
    return row;
  }
}
