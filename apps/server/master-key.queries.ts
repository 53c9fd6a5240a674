import type { EntityManager } from 'typeorm';

/** A sealed mail address and the row it stands in. */
export interface SealedMail {
  row: string;
  mail: Buffer;
}

/** Everybody with an account; inside a gate. */
export async function accountHolders(tx: EntityManager): Promise<string[]> {
  const rows = await tx.query<{ person: string }[]>(`select person from account order by person`);
  return rows.map((row) => row.person);
}

/** The same with one of the tenants where they have or had a role. */
export function accountsWithTenant(tx: EntityManager): Promise<{ person: string; tenant: string }[]> {
  return tx.query<{ person: string; tenant: string }[]>(
    `select distinct on (a.person) a.person, g.tenant from account a join role_grant g on g.person = a.person order by a.person, g.tenant`,
  );
}

/** All keys that can be seen from here. */
export function lockKeys(tx: EntityManager): Promise<{ id: string; wrapped: Buffer }[]> {
  return tx.query<{ id: string; wrapped: Buffer }[]>(`select id, wrapped from key_ring for update`);
}

export async function replaceWrapped(tx: EntityManager, id: string, wrapped: Buffer): Promise<void> {
  await tx.query(`update key_ring set wrapped = $2 where id = $1`, [id, wrapped]);
}

export async function accountMail(tx: EntityManager, person: string): Promise<SealedMail | undefined> {
  const [row] = await tx.query<SealedMail[]>(`select person as row, mail from account where person = $1`, [person]);
  return row;
}

export async function findAccountBy(tx: EntityManager, person: string, mailSearch: Buffer): Promise<void> {
  await tx.query(`update account set mail_search = $2 where person = $1`, [person, mailSearch]);
}

export function invitationMails(tx: EntityManager, tenant: string): Promise<SealedMail[]> {
  return tx.query<SealedMail[]>(`select id as row, mail from invitation where tenant = $1`, [tenant]);
}

export async function findInvitationBy(tx: EntityManager, id: string, mailSearch: Buffer): Promise<void> {
  await tx.query(`update invitation set mail_search = $2 where id = $1`, [id, mailSearch]);
}

/** Nobody is signed in any more, and no login is half done. */
export async function endAllSessions(tx: EntityManager, now: Date): Promise<void> {
  await tx.query(`update session set revoked_at = $1 where revoked_at is null`, [now]);
  await tx.query(`delete from login_failure`);
  await tx.query(`delete from login_step`);
}
