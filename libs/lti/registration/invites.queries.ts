import type { EntityManager } from 'typeorm';
import { columns, type RowOf } from '#lotse/base';
import type { RegistrationInvite } from './entities.js';

interface Key {
  tenant: string;
  id: string;
}
const LOCKED = columns<RegistrationInvite>()('tenant', 'id', 'askNames', 'expiresAt', 'usedAt', 'withdrawnAt', 'busyUntil');
export type InviteRow = Omit<RowOf<typeof LOCKED>, 'busyUntil'>;
const LISTED = columns<RegistrationInvite>()('id', 'askNames', 'createdAt', 'expiresAt', 'openedAt', 'usedAt', 'withdrawnAt', 'code', 'registration');
export type ListedInvite = RowOf<typeof LISTED>;

/** Newest first. */
export function newestInvites(tx: EntityManager, tenant: string): Promise<ListedInvite[]> {
  return tx.query<ListedInvite[]>(`select ${LISTED} from registration_invite where tenant = $1 order by created_at desc limit 100`, [tenant]);
}

/** False where it was used or withdrawn before. */
export async function withdrawInvite(tx: EntityManager, { tenant, id, now }: Key & { now: Date }): Promise<boolean> {
  const [, changed] = await tx.query<[unknown, number]>(
    `update registration_invite set withdrawn_at = $3 where tenant = $1 and id = $2 and used_at is null and withdrawn_at is null`,
    [tenant, id, now],
  );
  return changed > 0;
}

export async function lockInvite(tx: EntityManager, { tenant, id }: Key): Promise<RowOf<typeof LOCKED> | undefined> {
  const [row] = await tx.query<RowOf<typeof LOCKED>[]>(`select ${LOCKED} from registration_invite where tenant = $1 and id = $2 for update`, [tenant, id]);
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
