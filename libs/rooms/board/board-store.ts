import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import * as Y from 'yjs';
import { Clock, Db, Problem, Seal } from '#lotse/base';
import { BOARD_PAGES, type BoardPage } from '#lotse/contract';
import { isAllowedUpdate } from './allowed-update.js';

/** A room's board. */
export interface BoardAt {
  tenant: string;
  room: string;
}
/** Who changes it; `mayAll`: also pages that are read-only for the others. */
export interface Writer {
  mayAll: boolean;
}
interface PageRow {
  id: string;
  title: Buffer;
  readOnly: boolean;
  seq: number;
}

const COLUMNS = 'id, title, read_only as "readOnly", seq';
/** More rows than these are merged into one. */
const MERGED_AT = 200;

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
    return [await this.add(at, firstTitle, true)];
  }

  private async read(tx: EntityManager, at: BoardAt): Promise<BoardPage[]> {
    const rows = await tx.query<PageRow[]>(`select ${COLUMNS} from board_page where tenant = $1 and room = $2 order by position limit ${BOARD_PAGES}`, [
      at.tenant,
      at.room,
    ]);
    const pages: BoardPage[] = [];
    for (const row of rows) pages.push(await this.shown(tx, at, row));
    return pages;
  }

  private async shown(tx: EntityManager, { tenant }: BoardAt, { id, title, readOnly, seq }: PageRow): Promise<BoardPage> {
    const text = await this.seal.open(tx, { kind: 'tenant', id: tenant }, { table: 'board_page', row: id, column: 'title' }, title);
    return { pageId: id, title: text, readOnly, seq };
  }

  /** `onlyFirst`: where two come to an empty board at once, both get the same page. */
  add(at: BoardAt, title: string, onlyFirst = false): Promise<BoardPage> {
    return this.db.job(at.tenant, async (tx) => {
      await tx.query(`select pg_advisory_xact_lock(hashtextextended('board ' || $1, 0))`, [at.room]);
      const before = await this.read(tx, at);
      if (onlyFirst && before[0]) return before[0];
      if (before.length >= BOARD_PAGES) throw new Problem('conflict', 'board.full', { pages: BOARD_PAGES });
      const id = randomUUID();
      const sealed = await this.seal.seal(tx, { kind: 'tenant', id: at.tenant }, { table: 'board_page', row: id, column: 'title' }, title);
      await tx.query(
        `insert into board_page (tenant, id, room, position, title, read_only, seq, created_at)
         values ($1, $2, $3, (select coalesce(max(position), 0) + 1 from board_page where tenant = $1 and room = $3), $4, false, 0, $5)`,
        [at.tenant, id, at.room, sealed, this.clock.now()],
      );
      return { pageId: id, title, readOnly: false, seq: 0 };
    });
  }

  set(at: BoardAt, pageId: string, wish: { title?: string | undefined; readOnly?: boolean | undefined }): Promise<BoardPage> {
    return this.db.job(at.tenant, async (tx) => {
      const row = await this.row(tx, at, pageId);
      const place = { table: 'board_page', row: pageId, column: 'title' };
      const title = wish.title === undefined ? row.title : await this.seal.seal(tx, { kind: 'tenant', id: at.tenant }, place, wish.title);
      const readOnly = wish.readOnly ?? row.readOnly;
      await tx.query(`update board_page set title = $3, read_only = $4 where tenant = $1 and id = $2`, [at.tenant, pageId, title, readOnly]);
      return this.shown(tx, at, { ...row, title, readOnly });
    });
  }

  /** The page with what was stored after `after`; where those rows were merged, everything. */
  open(at: BoardAt, pageId: string, after = 0): Promise<{ page: BoardPage; updates: Uint8Array[] }> {
    return this.db.job(at.tenant, async (tx) => {
      const row = await this.row(tx, at, pageId);
      const rows = await this.updates(tx, at, pageId, after);
      // one at most: a browser's end of the connection refuses a message with more than ten attachments, and would come back for ever
      return { page: await this.shown(tx, at, row), updates: rows.length > 1 ? [Y.mergeUpdates(rows)] : rows };
    });
  }

  /** What was stored after this number, as one change; null where nothing was, or the page is gone. */
  async since(at: BoardAt, pageId: string, after: number): Promise<{ seq: number; update: Uint8Array } | null> {
    const [rows] = await this.db.jobAtOnce(at.tenant, [
      { name: 'board-seq', text: `select seq from board_page where tenant = $1 and id = $2 and seq > $3`, values: [at.tenant, pageId, after] },
    ]);
    const seq = (rows?.[0] as { seq: number } | undefined)?.seq;
    if (seq === undefined) return null;
    const updates = await this.db.job(at.tenant, (tx) => this.updates(tx, at, pageId, after));
    return updates.length === 0 ? null : { seq, update: Y.mergeUpdates(updates) };
  }

  private async updates(tx: EntityManager, { tenant }: BoardAt, pageId: string, after: number): Promise<Uint8Array[]> {
    const rows = await tx.query<{ seq: number; body: Buffer }[]>(
      `select seq, body from board_update where tenant = $1 and page = $2 and seq > $3 order by seq`,
      [tenant, pageId, after],
    );
    const updates: Uint8Array[] = [];
    for (const { seq, body } of rows) {
      const place = { table: 'board_update', row: `${pageId} ${seq}`, column: 'body' };
      updates.push(Buffer.from(await this.seal.open(tx, { kind: 'tenant', id: tenant }, place, body), 'base64'));
    }
    return updates;
  }

  /** Stores a change; whoever waits is answered after COMMIT. Problems: board.unknown, board.read-only, board.refused. */
  async change(at: BoardAt, pageId: string, by: Writer, update: Uint8Array): Promise<number> {
    if (!isAllowedUpdate(update)) throw new Problem('invalid', 'board.refused');
    const seq = await this.db.job(at.tenant, async (tx) => {
      const { readOnly } = await this.row(tx, at, pageId);
      if (readOnly && !by.mayAll) throw new Problem('forbidden', 'board.read-only');
      // also the turn of everybody who changes this page
      const [rows] = await tx.query<[{ seq: number }[], number]>(`update board_page set seq = seq + 1 where tenant = $1 and id = $2 returning seq`, [
        at.tenant,
        pageId,
      ]);
      const next = rows[0]?.seq ?? 0;
      await this.store(tx, at, { pageId, seq: next, update });
      return next;
    });
    if (seq % MERGED_AT === 0) await this.merge(at, pageId);
    return seq;
  }

  private async store(tx: EntityManager, { tenant }: BoardAt, { pageId, seq, update }: { pageId: string; seq: number; update: Uint8Array }): Promise<void> {
    const place = { table: 'board_update', row: `${pageId} ${seq}`, column: 'body' };
    const body = await this.seal.seal(tx, { kind: 'tenant', id: tenant }, place, Buffer.from(update).toString('base64'));
    await tx.query(`insert into board_update (tenant, page, seq, at, body) values ($1, $2, $3, $4, $5)`, [tenant, pageId, seq, this.clock.now(), body]);
  }

  /** All rows of a page become one under the last number. */
  private merge(at: BoardAt, pageId: string): Promise<void> {
    return this.db.job(at.tenant, async (tx) => {
      const [page] = await tx.query<{ seq: number }[]>(`select seq from board_page where tenant = $1 and id = $2 for update`, [at.tenant, pageId]);
      if (!page) return;
      const all = await this.updates(tx, at, pageId, 0);
      if (all.length < 2) return;
      await tx.query(`delete from board_update where tenant = $1 and page = $2`, [at.tenant, pageId]);
      await this.store(tx, at, { pageId, seq: page.seq, update: Y.mergeUpdates(all) });
    });
  }

  private async row(tx: EntityManager, at: BoardAt, pageId: string): Promise<PageRow> {
    const [row] = await tx.query<PageRow[]>(`select ${COLUMNS} from board_page where tenant = $1 and room = $2 and id = $3`, [at.tenant, at.room, pageId]);
    if (!row) throw new Problem('not-found', 'board.unknown');
    return row;
  }
}
