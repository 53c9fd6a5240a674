import type { EntityManager } from 'typeorm';
import { columns, type RowOf } from '#lotse/base';
import type { Invitation } from './account.entities.js';

/** All but who accepted it. */
const COLUMNS = columns<Invitation>()(
  ...(['id', 'tenant', 'tokenHash', 'role', 'reason', 'mail', 'mailSearch', 'locale', 'invitedBy'] as const),
  ...(['endsAt', 'createdAt', 'expiresAt', 'acceptedAt', 'withdrawnAt'] as const),
);
export type InvitationRecord = RowOf<typeof COLUMNS>;
interface Change {
  tenant: string;
  id: string;
  now: Date;
}

export async function invitationBy(tx: EntityManager, tokenHash: Buffer): Promise<InvitationRecord | undefined> {
  return (await tx.query<InvitationRecord[]>(`select ${COLUMNS} from invitation where token_hash = $1`, [tokenHash]))[0];
}

/** Uses an open invitation up; false where it is not open any more. */
export async function takeInvitation(tx: EntityManager, one: { id: string; tokenHash: Buffer; person: string; now: Date }): Promise<boolean> {
  const [, taken] = await tx.query<[unknown, number]>(
    `update invitation set accepted_at = $2, accepted_by = $3 where id = $1 and token_hash = $4 and accepted_at is null and withdrawn_at is null and expires_at > $2`,
    [one.id, one.now, one.person, one.tokenHash],
  );
  return taken > 0;
}

/** Undefined where it is unknown, accepted or withdrawn. */
export async function renewInvitation(tx: EntityManager, one: Change & { tokenHash: Buffer; expiresAt: Date }): Promise<InvitationRecord | undefined> {
  const [rows] = await tx.query<[InvitationRecord[], number]>(
    `update invitation set token_hash = $4, expires_at = $5 where tenant = $1 and id = $2 and accepted_at is null and withdrawn_at is null and created_at <= $3 returning ${COLUMNS}`,
    [one.tenant, one.id, one.now, one.tokenHash, one.expiresAt],
  );
  return rows[0];
}

/** Undefined where it is unknown, accepted or withdrawn. */
export async function withdrawInvitation(tx: EntityManager, one: Change): Promise<InvitationRecord | undefined> {
  const [rows] = await tx.query<[InvitationRecord[], number]>(
    `update invitation set withdrawn_at = $3 where tenant = $1 and id = $2 and accepted_at is null and withdrawn_at is null returning ${COLUMNS}`,
    [one.tenant, one.id, one.now],
  );
  return rows[0];
}

/** A page of a tenant's invitations, newest first, and how many there are. */
export async function invitationPage(
  tx: EntityManager,
  tenant: string,
  { page, size }: { page: number; size: number },
): Promise<{ rows: InvitationRecord[]; total: number }> {
  const rows = await tx.query<InvitationRecord[]>(`select ${COLUMNS} from invitation where tenant = $1 order by created_at desc, id limit $2 offset $3`, [
    tenant,
    size,
    (page - 1) * size,
  ]);
  const [count] = await tx.query<{ n: number }[]>(`select count(*)::int as n from invitation where tenant = $1`, [tenant]);
  return { rows, total: count?.n ?? 0 };
}
