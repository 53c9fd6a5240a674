import type { EntityManager } from 'typeorm';
import { columns, type RowOf, type Statement } from '#lotse/base';
import { BOARD_PAGES } from '#lotse/contract';
import type { BoardPageRow, BoardPictureRow, BoardUpdateRow } from './entities.js';

/** A room's board. */
export interface BoardAt {
  tenant: string;
  room: string;
}
export interface PageAt extends BoardAt {
  pageId: string;
}

const COLUMNS = columns<BoardPageRow>()('id', 'title', 'readOnly', 'seq');
export type PageRow = RowOf<typeof COLUMNS>;

/** In order. */
export function pagesOf(tx: EntityManager, { tenant, room }: BoardAt): Promise<PageRow[]> {
  return tx.query<PageRow[]>(
    `select ${COLUMNS} from board_page where tenant = $1 and room = $2 and deleted_at is null order by position limit ${BOARD_PAGES}`,
    [tenant, room],
  );
}

export async function pageOf(tx: EntityManager, { tenant, room, pageId }: PageAt, hold: '' | 'for update' = ''): Promise<PageRow | undefined> {
  const values = [tenant, room, pageId];
  const [row] = await tx.query<PageRow[]>(
    `select ${COLUMNS} from board_page where tenant = $1 and room = $2 and id = $3 and deleted_at is null ${hold}`,
    values,
  );
  return row;
}

export interface Head {
  id: string;
  seq: number;
  look: string;
}
/** Rows, in order: Head. */
export function headsOf({ tenant, room }: BoardAt): Statement {
  const text = `select id, seq, read_only::text || md5(title) as look from board_page where tenant = $1 and room = $2 and deleted_at is null order by position`;
  return { name: 'board-heads', text, values: [tenant, room] };
}

/** Nobody else adds, deletes or takes back a page of this board until the transaction ends. */
export async function lockBoard(tx: EntityManager, room: string): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('board ' || $1, 0))`, [room]);
}

/** False where there is a page with this id. */
export async function insertPage(tx: EntityManager, { tenant, room, pageId }: PageAt, page: { title: Buffer; at: Date }): Promise<boolean> {
  const made = await tx.query<unknown[]>(
    `insert into board_page (tenant, id, room, position, title, read_only, seq, created_at)
     values ($1, $2, $3, (select coalesce(max(position), 0) + 1 from board_page where tenant = $1 and room = $3), $4, false, 0, $5)
     on conflict (tenant, id) do nothing returning id`,
    [tenant, pageId, room, page.title, page.at],
  );
  return made.length > 0;
}

/** False where this board has no such page, deleted or not. `at` null takes the page back. */
export async function markPage(tx: EntityManager, { tenant, room, pageId }: PageAt, at: Date | null): Promise<boolean> {
  const known = await tx.query<unknown[]>(
    `with marked as (update board_page set deleted_at = case when $4::timestamptz is null then null else coalesce(deleted_at, $4) end
       where tenant = $1 and room = $2 and id = $3 returning id) select id from marked`,
    [tenant, room, pageId, at],
  );
  return known.length > 0;
}

/** Stored only where the page still has the number it was remembered by, is not deleted, and may be written by all of them. */
const APPEND = `with page as (update board_page set seq = seq + $5::int
    where tenant = $1 and room = $2 and id = $3 and seq = $4 and deleted_at is null and (not read_only or $6::boolean) returning id)
  insert into board_update (tenant, page, seq, at, body)
    select $1, $3, one.seq, $7, one.body from page, unnest($8::int[], $9::bytea[]) as one(seq, body) returning seq`;

type NewUpdate = Pick<BoardUpdateRow, 'seq' | 'body'>;
/** `seq` is the page's number before. Gives a row for each, or none. */
export function appendUpdates({ tenant, room, pageId }: PageAt, by: { seq: number; mayAll: boolean; at: Date }, updates: readonly NewUpdate[]): Statement {
  const lists = [updates.map((one) => one.seq), updates.map((one) => one.body)];
  return { name: 'board-append', text: APPEND, values: [tenant, room, pageId, by.seq, updates.length, by.mayAll, by.at, ...lists] };
}

export function updatesAfter(tx: EntityManager, { tenant, pageId }: Omit<PageAt, 'room'>, seq: number): Promise<NewUpdate[]> {
  return tx.query<NewUpdate[]>(`select seq, body from board_update where tenant = $1 and page = $2 and seq > $3 order by seq`, [tenant, pageId, seq]);
}

export async function lockMerging(tx: EntityManager, pageId: string): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('board merge ' || $1, 0))`, [pageId]);
}

export async function deleteUpdatesUntil(tx: EntityManager, { tenant, pageId }: Omit<PageAt, 'room'>, seq: number): Promise<void> {
  await tx.query(`delete from board_update where tenant = $1 and page = $2 and seq <= $3`, [tenant, pageId, seq]);
}

export async function countPictures(tx: EntityManager, { tenant, room }: BoardAt): Promise<number> {
  const [row] = await tx.query<{ n: number }[]>(`select count(*)::int as n from board_picture where tenant = $1 and room = $2`, [tenant, room]);
  return row?.n ?? 0;
}

export async function pictureOf(tx: EntityManager, { tenant, room }: BoardAt, pictureId: string): Promise<Pick<BoardPictureRow, 'type' | 'body'> | undefined> {
  const [row] = await tx.query<Pick<BoardPictureRow, 'type' | 'body'>[]>(
    `select type, body from board_picture where tenant = $1 and room = $2 and id::text = $3`,
    [tenant, room, pictureId],
  );
  return row;
}
