import type { EntityManager } from 'typeorm';
import type { Registration } from '../platforms/platform.entities.js';

interface Key {
  tenant: string;
  id: string;
}

type LockedPlatform = Pick<Registration, 'name' | 'state'> & { closed: boolean };

export async function lockPlatform(tx: EntityManager, { tenant, id }: Key): Promise<LockedPlatform | undefined> {
  const [row] = await tx.query<LockedPlatform[]>(
    `select r.name, r.state, t.closed_at is not null as closed from registration r join tenant t on t.id = r.tenant where r.tenant = $1 and r.id = $2 for update of r`,
    [tenant, id],
  );
  return row;
}

export async function confirmWaitingDeployments(tx: EntityManager, { tenant, id }: Key): Promise<void> {
  await tx.query(`update deployment set state = 'active' where tenant = $1 and registration = $2 and state = 'waiting'`, [tenant, id]);
}

export async function deleteKeysAndDeployments(tx: EntityManager, { tenant, id }: Key): Promise<void> {
  for (const table of ['lti_key', 'deployment']) await tx.query(`delete from ${table} where tenant = $1 and registration = $2`, [tenant, id]);
}

/** False where the platform is unknown or deleted. */
export async function renamePlatform(tx: EntityManager, { tenant, id, name, now }: Key & { name: string; now: Date }): Promise<boolean> {
  const [, changed] = await tx.query<[unknown, number]>(
    `update registration set name = $3, updated_at = $4 where tenant = $1 and id = $2 and state <> 'deleted'`,
    [tenant, id, name, now],
  );
  return changed > 0;
}

/** The LMS may register with the same client id again. */
export async function freeClientId(tx: EntityManager, { tenant, id }: Key): Promise<void> {
  await tx.query(`update registration set client_id = 'deleted:' || id || ':' || client_id where tenant = $1 and id = $2`, [tenant, id]);
}

/** Suspends a person, or with null lets them in again; false where the tenant has none such. */
export async function setSuspended(tx: EntityManager, { tenant, person, at }: { tenant: string; person: string; at: Date | null }): Promise<boolean> {
  const [, changed] = await tx.query<[unknown, number]>(`update identity set suspended_at = $3 where tenant = $1 and person = $2`, [tenant, person, at]);
  return changed > 0;
}

export async function closeTenant(tx: EntityManager, { tenant, now }: { tenant: string; now: Date }): Promise<void> {
  await tx.query(`update tenant set closed_at = $2 where id = $1 and closed_at is null`, [tenant, now]);
}

/** Returns the ids of those that it disabled. */
export async function disablePlatforms(tx: EntityManager, { tenant, now }: { tenant: string; now: Date }): Promise<string[]> {
  const [rows] = await tx.query<[{ id: string }[], number]>(
    `update registration set state = 'disabled', updated_at = $2 where tenant = $1 and state in ('active', 'waiting') returning id`,
    [tenant, now],
  );
  return rows.map((row) => row.id);
}

export async function lockIssuer(tx: EntityManager, { tenant, id }: Key): Promise<string | undefined> {
  const [row] = await tx.query<{ issuer: string }[]>(`select issuer from registration where tenant = $1 and id = $2 and state <> 'deleted' for update`, [
    tenant,
    id,
  ]);
  return row?.issuer;
}

interface OfIssuer {
  tenant: string;
  issuer: string;
}

export async function platformsOfIssuer(tx: EntityManager, { tenant, issuer }: OfIssuer): Promise<string[]> {
  const rows = await tx.query<{ id: string }[]>(`select id from registration where tenant = $1 and issuer = $2 and state <> 'deleted'`, [tenant, issuer]);
  return rows.map((row) => row.id);
}

/** Whether a person or a platform of the tenant is known under it. */
export async function isIssuerTaken(tx: EntityManager, { tenant, issuer }: OfIssuer): Promise<boolean> {
  const [taken] = await tx.query<unknown[]>(
    `select 1 from identity where tenant = $1 and issuer = $2 union all select 1 from registration where tenant = $1 and issuer = $2 and state <> 'deleted' limit 1`,
    [tenant, issuer],
  );
  return taken !== undefined;
}

interface Move {
  tenant: string;
  from: string;
  to: string;
}

export async function moveIdentities(tx: EntityManager, { tenant, from, to }: Move): Promise<void> {
  await tx.query(`update identity set issuer = $3 where tenant = $1 and issuer = $2`, [tenant, from, to]);
}

/** Columns and rosters whose address begins with the issuer. */
export async function moveServiceAddresses(tx: EntityManager, { tenant, from, to }: Move): Promise<void> {
  for (const [table, column] of [
    ['line_item', 'url'],
    ['course', 'memberships_url'],
  ] as const) {
    await tx.query(`update ${table} set ${column} = $3 || substr(${column}, length($2) + 1) where tenant = $1 and starts_with(${column}, $2 || '/')`, [
      tenant,
      from,
      to,
    ]);
  }
}

export async function setAddresses(
  tx: EntityManager,
  to: { tenant: string; ids: readonly string[]; issuer: string; authUrl: string; tokenUrl: string; jwksUrl: string; audience: string | null; now: Date },
): Promise<void> {
  await tx.query(
    `update registration set issuer = $3, auth_url = $4, token_url = $5, jwks_url = $6, audience = $7, updated_at = $8 where tenant = $1 and id = any($2::uuid[])`,
    [to.tenant, to.ids, to.issuer, to.authUrl, to.tokenUrl, to.jwksUrl, to.audience, to.now],
  );
}
