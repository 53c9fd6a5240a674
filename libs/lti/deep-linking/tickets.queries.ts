import type { EntityManager } from 'typeorm';
import { columns, type RowOf } from '#lotse/base';
import type { DeepLinkItem } from '#lotse/contract';
import type { DeepLinkTicket } from './entities.js';

const COLUMNS = columns<DeepLinkTicket>()('id', 'registration', 'course', 'acceptsLinks', 'acceptsSeveral', 'acceptsLineItem');
export type Ticket = RowOf<typeof COLUMNS>;

export async function deleteTicketsExpiredBefore(tx: EntityManager, { tenant, before }: { tenant: string; before: Date }): Promise<void> {
  await tx.query(`delete from deep_link_ticket where tenant = $1 and expires_at < $2`, [tenant, before]);
}

export async function ticketOf(
  tx: EntityManager,
  { tenant, id, person }: { tenant: string; id: string; person: string },
): Promise<(Ticket & { answered: Date | null; until: Date }) | undefined> {
  const [row] = await tx.query<(Ticket & { answered: Date | null; until: Date })[]>(
    `select ${COLUMNS}, answered_at as answered, expires_at as until from deep_link_ticket where tenant = $1 and id = $2 and person = $3`,
    [tenant, id, person],
  );
  return row;
}

export interface AnswerWish {
  tenant: string;
  id: string;
  person: string;
  now: Date;
  items: readonly DeepLinkItem[];
  codeHash: Buffer;
  codeUntil: Date;
  /** An answer that was given before is replaced. */
  again: boolean;
}

/** False where it was answered before. */
export async function answerTicket(tx: EntityManager, wish: AnswerWish): Promise<boolean> {
  const [, count] = await tx.query<[unknown, number]>(
    `update deep_link_ticket set answered_at = $4, items = $5, code_hash = $6, code_until = $7 where tenant = $1 and id = $2 and person = $3 and (answered_at is null or $8)`,
    [wish.tenant, wish.id, wish.person, wish.now, JSON.stringify(wish.items), wish.codeHash, wish.codeUntil, wish.again],
  );
  return count > 0;
}

const TAKEN = columns<DeepLinkTicket>()('registration', 'course', 'deployment', 'settings', 'items', 'acceptsLineItem');
/** A ticket that has its code was answered. */
export type TakenTicket = RowOf<typeof TAKEN> & { items: DeepLinkItem[] };

/** Takes the answer by its code, with `once` for the last time; nothing where the code is wrong or over. */
export async function takeAnswer(
  tx: EntityManager,
  { tenant, id, codeHash, now, once }: { tenant: string; id: string; codeHash: Buffer; now: Date; once: boolean },
): Promise<TakenTicket | undefined> {
  const [rows] = await tx.query<[TakenTicket[], number]>(
    `update deep_link_ticket set code_hash = case when $5 then null else code_hash end where tenant = $1 and id = $2 and code_hash = $3 and code_until > $4
       returning ${TAKEN}`,
    [tenant, id, codeHash, now, once],
  );
  return rows[0];
}
