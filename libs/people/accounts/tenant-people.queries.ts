import type { EntityManager } from 'typeorm';
import { columns, type AuditRow, type RowOf } from '#lotse/base';
import type { Account } from './account.entities.js';
import type { RoleGrant } from '../grant.entity.js';
import { runningGrant } from '../grants.queries.js';

const GRANT = columns<RoleGrant>()('id', 'person', 'role', 'reason', 'grantedBy', 'startsAt', 'endsAt', 'revokedAt');
export type GrantRow = RowOf<typeof GRANT>;
const ENTRY = columns<AuditRow>()('seq', 'at', 'actor', 'event', 'subjectKind', 'subject', 'details');
/** An entry of the audit as its page shows it. */
export type ListedEntry = RowOf<typeof ENTRY> & { details: Record<string, string> };

/** People with an account (`issuer`) or a grant, running or not. */
export async function withAccess(tx: EntityManager, tenant: string, issuer: string): Promise<string[]> {
  const rows = await tx.query<{ person: string }[]>(
    `select i.person from identity i where i.tenant = $1 and (i.issuer = $2 or exists (select from role_grant g where g.tenant = $1 and g.person = i.person)) group by i.person limit 20000`,
    [tenant, issuer],
  );
  return rows.map((row) => row.person);
}

export async function peopleNamed(tx: EntityManager, tenant: string, searches: readonly Buffer[]): Promise<string[]> {
  const sql = `select distinct person from identity where tenant = $1 and name_search = any($2) limit 100`;
  return (await tx.query<{ person: string }[]>(sql, [tenant, searches])).map((row) => row.person);
}

/** Which of these people have an account. */
export async function withAccount(tx: EntityManager, tenant: string, issuer: string, persons: readonly string[]): Promise<Set<string>> {
  const sql = `select person from identity where tenant = $1 and issuer = $2 and person = any($3)`;
  return new Set((await tx.query<{ person: string }[]>(sql, [tenant, issuer, persons])).map((row) => row.person));
}

/** Sealed mail addresses of open accounts; inside a gate. */
export function sealedMails(tx: EntityManager, persons: readonly string[]): Promise<Pick<Account, 'person' | 'mail'>[]> {
  return tx.query<Pick<Account, 'person' | 'mail'>[]>(`select person, mail from account where person = any($1) and state = 'open'`, [persons]);
}

export function grantsOf(tx: EntityManager, tenant: string, persons: readonly string[]): Promise<GrantRow[]> {
  return tx.query<GrantRow[]>(`select ${GRANT} from role_grant where tenant = $1 and person = any($2) order by starts_at desc, id`, [tenant, persons]);
}

/** Whether somebody else is admin here now. */
export async function hasOtherAdmin(tx: EntityManager, tenant: string, person: string, now: Date): Promise<boolean> {
  const sql = `select 1 from role_grant where tenant = $1 and person <> $2 and role = 'admin' and ${runningGrant('$3')} limit 1`;
  return (await tx.query<unknown[]>(sql, [tenant, person, now])).length > 0;
}

/** A grant that was not revoked, locked. */
export async function lockGrant(tx: EntityManager, tenant: string, id: string): Promise<GrantRow | undefined> {
  return (await tx.query<GrantRow[]>(`select ${GRANT} from role_grant where tenant = $1 and id = $2 and revoked_at is null for update`, [tenant, id]))[0];
}

/** The other running grants of admins, locked: how many there are. */
export async function lockOtherAdmins(tx: EntityManager, tenant: string, grantId: string, now: Date): Promise<number> {
  const sql = `select 1 from role_grant where tenant = $1 and role = 'admin' and id <> $2 and ${runningGrant('$3')} for update`;
  return (await tx.query<unknown[]>(sql, [tenant, grantId, now])).length;
}

/** A page of the audit, newest first, and how many entries there are. */
export async function auditPage(
  tx: EntityManager,
  tenant: string,
  { page, size }: { page: number; size: number },
): Promise<{ rows: ListedEntry[]; total: number }> {
  const sql = `select ${ENTRY} from audit where tenant = $1 order by seq desc limit $2 offset $3`;
  const rows = await tx.query<ListedEntry[]>(sql, [tenant, size, (page - 1) * size]);
  const [count] = await tx.query<{ n: number }[]>(`select coalesce(max(seq), 0) as n from audit where tenant = $1`, [tenant]);
  return { rows, total: count?.n ?? 0 };
}

/** `condition` is SQL, true where the tenant `$1` holds data of participants (`AllTables`). */
export async function hasParticipants(tx: EntityManager, condition: string, tenant: string): Promise<boolean> {
  return (await tx.query<unknown[]>(`select 1 where ${condition}`, [tenant])).length > 0;
}
