import type { EntityManager } from 'typeorm';

interface Key {
  tenant: string;
  id: string;
}
export interface InviteRow {
  tenant: string;
  id: string;
  ask_names: boolean;
  expires_at: Date;
  used_at: Date | null;
  withdrawn_at: Date | null;
}
export type ListedInvite = Omit<InviteRow, 'tenant'> & { created_at: Date; opened_at: Date | null; code: string | null; registration: string | null };

/** Newest first. */
export function newestInvites(tx: EntityManager, tenant: string): Promise<ListedInvite[]> {
  return tx.query<ListedInvite[]>(
    `select id, ask_names, created_at, expires_at, opened_at, used_at, withdrawn_at, code, registration from registration_invite where tenant = $1 order by created_at desc limit 100`,
    [tenant],
  );
}

/** False where it was used or withdrawn before. */
export async function withdrawInvite(tx: EntityManager, { tenant, id, now }: Key & { now: Date }): Promise<boolean> {
  const [, changed] = await tx.query<[unknown, number]>(
    `update registration_invite set withdrawn_at = $3 where tenant = $1 and id = $2 and used_at is null and withdrawn_at is null`,
    [tenant, id, now],
  );
  return changed > 0;
}

export async function lockInvite(tx: EntityManager, { tenant, id }: Key): Promise<(InviteRow & { busy_until: Date | null }) | undefined> {
  const [row] = await tx.query<(InviteRow & { busy_until: Date | null })[]>(
    `select tenant, id, ask_names, expires_at, used_at, withdrawn_at, busy_until from registration_invite where tenant = $1 and id = $2 for update`,
    [tenant, id],
  );
  return row;
}

export async function reserveInvite(tx: EntityManager, { tenant, id, busyUntil, now }: Key & { busyUntil: Date; now: Date }): Promise<void> {
  await tx.query(`update registration_invite set busy_until = $3, opened_at = coalesce(opened_at, $4), code = null where tenant = $1 and id = $2`, [
    tenant,
    id,
    busyUntil,
    now,
  ]);
}
