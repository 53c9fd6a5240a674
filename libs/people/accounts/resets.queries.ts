import type { EntityManager } from 'typeorm';

/** Whose link it is, and whose admin made it. */
export async function openReset(tx: EntityManager, tokenHash: Buffer, now: Date): Promise<{ person: string; tenant: string | null } | undefined> {
  const [open] = await tx.query<{ person: string; tenant: string | null }[]>(
    `select person, tenant from password_reset where token_hash = $1 and used_at is null and expires_at > $2`,
    [tokenHash, now],
  );
  return open;
}

export async function dropOpenResets(tx: EntityManager, person: string): Promise<void> {
  await tx.query(`delete from password_reset where person = $1 and used_at is null`, [person]);
}
