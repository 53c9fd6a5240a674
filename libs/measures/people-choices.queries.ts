import type { EntityManager } from 'typeorm';
import { runningGrant } from '#lotse/people';

/** Somebody whom the office may choose, and until when. */
interface Choosable {
  person: string;
  until: Date | null;
}
interface Granted {
  tenant: string;
  person: string;
  now: Date;
}

export function trainees(tx: EntityManager, tenant: string): Promise<Choosable[]> {
  return tx.query<Choosable[]>(
    `select distinct person, null::timestamptz as until from enrolment where tenant = $1 and role = 'trainee' and not test limit 20000`,
    [tenant],
  );
}

export async function isTrainee(tx: EntityManager, tenant: string, person: string): Promise<boolean> {
  return (await tx.query<unknown[]>(`select 1 from enrolment where tenant = $1 and person = $2 and role = 'trainee' limit 1`, [tenant, person])).length > 0;
}

/** People with a running grant. The latest end counts; none means until it is revoked. */
export function granted(tx: EntityManager, { tenant, role, now }: { tenant: string; role: string; now: Date }): Promise<Choosable[]> {
  return tx.query<Choosable[]>(
    `select person, case when bool_or(ends_at is null) then null else max(ends_at) end as until from role_grant
       where tenant = $1 and role = $2 and ${runningGrant('$3')} group by person limit 2000`,
    [tenant, role, now],
  );
}

export async function isCompanion(tx: EntityManager, { tenant, person, now }: Granted): Promise<boolean> {
  const sql = `select 1 from role_grant where tenant = $1 and person = $2 and role = 'companion' and ${runningGrant('$3')}`;
  return (await tx.query<unknown[]>(sql, [tenant, person, now])).length > 0;
}

export async function isCaseworker(tx: EntityManager, { tenant, person, now }: Granted): Promise<boolean> {
  const sql = `select 1 from role_grant where tenant = $1 and person = $2 and role = 'caseworker' and ${runningGrant('$3')} limit 1`;
  return (await tx.query<unknown[]>(sql, [tenant, person, now])).length > 0;
}
