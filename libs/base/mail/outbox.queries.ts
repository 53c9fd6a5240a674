import type { EntityManager } from 'typeorm';
import { columns, type RowOf } from '../db/columns.js';
import type { MailState, OutboxMail } from './outbox.entities.js';

const COLUMNS = columns<OutboxMail>()('id', 'kind', 'locale', 'recipient', 'link', 'state', 'attempts', 'createdAt');
export type MailRow = RowOf<typeof COLUMNS>;
interface Key {
  tenant: string;
  id: string;
}
export type NewMail = Pick<OutboxMail, 'tenant' | 'id' | 'kind' | 'about' | 'recipient' | 'link' | 'locale' | 'state'> & { now: Date };

export async function putMail(tx: EntityManager, { tenant, id, kind, about, recipient, link, locale, state, now }: NewMail): Promise<void> {
  await tx.query(
    `insert into outbox (tenant, id, kind, about, recipient, link, locale, state, attempts, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, 0, $9)`,
    [tenant, id, kind, about, recipient, link, locale, state, now],
  );
}

/** Mails of the demo, the newest first. */
export function shownMails(tx: EntityManager, tenant: string): Promise<MailRow[]> {
  return tx.query<MailRow[]>(`select ${COLUMNS} from outbox where tenant = $1 and state = 'shown' order by created_at desc limit 100`, [tenant]);
}

/** The state of the newest mail about each of these things. */
export function newestStates(tx: EntityManager, tenant: string, about: readonly string[]): Promise<{ about: string; state: MailState }[]> {
  return tx.query<{ about: string; state: MailState }[]>(
    `select distinct on (about) about, state from outbox where tenant = $1 and about = any($2) order by about, created_at desc`,
    [tenant, about],
  );
}

export async function waitingMail(tx: EntityManager, { tenant, id }: Key): Promise<MailRow | undefined> {
  const [row] = await tx.query<MailRow[]>(`select ${COLUMNS} from outbox where tenant = $1 and id = $2 and state = 'waiting'`, [tenant, id]);
  return row;
}

export async function countAttempt(tx: EntityManager, { tenant, id }: Key): Promise<void> {
  await tx.query(`update outbox set attempts = attempts + 1 where tenant = $1 and id = $2`, [tenant, id]);
}

/** The link stays while the mail waits to be sent again. */
export async function settleMail(
  tx: EntityManager,
  { tenant, id, state, reason, now }: Key & { state: MailState; reason: string | null; now: Date },
): Promise<void> {
  await tx.query(
    `update outbox set state = $3, reason = $4, sent_at = case when $3 = 'sent' then $5::timestamptz end, link = case when $3 = 'waiting' then link end where tenant = $1 and id = $2`,
    [tenant, id, state, reason, now],
  );
}
