import type { EntityManager } from 'typeorm';
import { columns, type RowOf } from '#lotse/base';
import type { GrantRole, LaunchedRole } from '#lotse/contract';
import type { RoleGrant } from './grant.entity.js';

/** SQL, true for a grant that runs. `now` is the parameter with the time, `of` the alias of the table with its dot. */
export const runningGrant = (now: string, of = ''): string =>
  `${of}revoked_at is null and ${of}starts_at <= ${now} and (${of}ends_at is null or ${of}ends_at > ${now})`;

/** Somebody in a tenant, now. */
interface At {
  tenant: string;
  person: string;
  now: Date;
}

const REVOKED = columns<RoleGrant>()('person', 'role', 'course');

/** What was granted; undefined where there is no such grant, or it was revoked before. */
export async function revokeGrant(tx: EntityManager, grant: { tenant: string; id: string; now: Date }): Promise<RowOf<typeof REVOKED> | undefined> {
  const [rows] = await tx.query<[RowOf<typeof REVOKED>[], number]>(
    `update role_grant set revoked_at = $3 where tenant = $1 and id = $2 and revoked_at is null returning ${REVOKED}`,
    [grant.tenant, grant.id, grant.now],
  );
  return rows[0];
}

export async function isTutorOf(tx: EntityManager, who: At & { course: string }): Promise<boolean> {
  const rows = await tx.query<unknown[]>(
    `select 1 from role_grant where tenant = $1 and person = $2 and role = 'tutor' and (course is null or course = $3) and ${runningGrant('$4')}`,
    [who.tenant, who.person, who.course, who.now],
  );
  return rows.length > 0;
}

/** Running roles that are in the list `carried`. */
export async function carriedRoles(tx: EntityManager, who: At & { carried: readonly string[] }): Promise<LaunchedRole[]> {
  const rows = await tx.query<{ role: LaunchedRole }[]>(
    `select distinct role from role_grant where tenant = $1 and person = $2 and role = any($4) and ${runningGrant('$3')} order by role`,
    [who.tenant, who.person, who.now, who.carried],
  );
  return rows.map((row) => row.role);
}

/** Running roles of an account in all tenants; inside a gate. */
export function accountRoles(tx: EntityManager, person: string, now: Date): Promise<Pick<RoleGrant, 'tenant' | 'role'>[]> {
  return tx.query<Pick<RoleGrant, 'tenant' | 'role'>[]>(`select tenant, role from role_grant where person = $1 and ${runningGrant('$2')} and role <> 'tutor'`, [
    person,
    now,
  ]);
}

/** Roles that run, or will. */
export async function rolesHeld(tx: EntityManager, who: At): Promise<GrantRole[]> {
  const rows = await tx.query<{ role: GrantRole }[]>(
    `select distinct role from role_grant where tenant = $1 and person = $2 and revoked_at is null and (ends_at is null or ends_at > $3) order by role`,
    [who.tenant, who.person, who.now],
  );
  return rows.map((row) => row.role);
}

/** Whether somebody has a running role in the tenant; inside a gate or as the tenant. */
export async function hasRoleHere(tx: EntityManager, who: At): Promise<boolean> {
  const sql = `select 1 from role_grant where person = $1 and tenant = $2 and ${runningGrant('$3')} limit 1`;
  return (await tx.query<unknown[]>(sql, [who.person, who.tenant, who.now])).length > 0;
}

/** Whether somebody has roles that run, or will, in a tenant other than this one; inside a gate. */
export async function hasRoleElsewhere(tx: EntityManager, who: At): Promise<boolean> {
  const sql = `select 1 from role_grant where person = $1 and tenant <> $2 and revoked_at is null and (ends_at is null or ends_at > $3) limit 1`;
  return (await tx.query<unknown[]>(sql, [who.person, who.tenant, who.now])).length > 0;
}

/** Whether any tenant has an admin; inside a gate. */
export async function hasAnyAdmin(tx: EntityManager, now: Date): Promise<boolean> {
  return (await tx.query<unknown[]>(`select 1 from role_grant where role = 'admin' and ${runningGrant('$1')} limit 1`, [now])).length > 0;
}

/** Who has one of these roles now, and whether as an admin. */
export function holdersOf(tx: EntityManager, of: { tenant: string; roles: readonly string[]; now: Date }): Promise<{ person: string; admin: boolean }[]> {
  return tx.query<{ person: string; admin: boolean }[]>(
    `select person, bool_or(role = 'admin') as admin from role_grant where tenant = $1 and role = any($2) and ${runningGrant('$3')} group by person order by person limit 200`,
    [of.tenant, of.roles, of.now],
  );
}
