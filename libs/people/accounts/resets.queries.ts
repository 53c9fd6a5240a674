import type { EntityManager } from 'typeorm';
import type { PasswordReset } from './account.entities.js';

/** Whose link it is, and whose admin made it. */
export async function openReset(tx: EntityManager, tokenHash: Buffer, now: Date): Promise<Pick<PasswordReset, 'person' | 'tenant'> | undefined> {
  const [open] = await tx.query<Pick<PasswordReset, 'person' | 'tenant'>[]>(
    `select person, tenant from password_reset where token_hash = $1 and used_at is null and expires_at > $2`,
    [tokenHash, now],
  );
  return open;
}

export async function dropOpenResets(tx: EntityManager, person: string): Promise<void> {
  await tx.query(`delete from password_reset where person = $1 and used_at is null`, [person]);
}
