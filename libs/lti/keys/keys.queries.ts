import type { EntityManager } from 'typeorm';

interface OfPlatform {
  tenant: string;
  registration: string;
}

/** Public halves of the keys of all platforms, but of those that were retired before `since`. */
export function publishedKeys(tx: EntityManager, since: Date): Promise<{ kid: string; public_pem: Buffer }[]> {
  return tx.query<{ kid: string; public_pem: Buffer }[]>(
    `select kid, public_pem from lti_key where retired_at is null or retired_at > $1 order by created_at, kid`,
    [since],
  );
}

export interface LiveKey {
  id: string;
  created_at: Date;
  retired_at: Date | null;
}

/** Newest first. */
export function liveKeys(tx: EntityManager, { tenant, registration }: OfPlatform): Promise<LiveKey[]> {
  return tx.query<LiveKey[]>(
    `select id, created_at, retired_at from lti_key where tenant = $1 and registration = $2 and retired_at is null order by created_at desc`,
    [tenant, registration],
  );
}

export interface SealedKey {
  id: string;
  kid: string;
  private_pem: Buffer;
  created_at: Date;
}

/** Live keys with their private halves, newest first. */
export function sealedKeys(tx: EntityManager, { tenant, registration }: OfPlatform): Promise<SealedKey[]> {
  return tx.query<SealedKey[]>(
    `select id, kid, private_pem, created_at from lti_key where tenant = $1 and registration = $2 and retired_at is null order by created_at desc`,
    [tenant, registration],
  );
}

/** Destroys its private half, too. */
export async function retireKey(tx: EntityManager, { tenant, id, now }: { tenant: string; id: string; now: Date }): Promise<void> {
  await tx.query(`update lti_key set retired_at = $3, private_pem = ''::bytea where tenant = $1 and id = $2`, [tenant, id, now]);
}

export async function deleteKeysRetiredUntil(tx: EntityManager, { tenant, registration, until }: OfPlatform & { until: Date }): Promise<void> {
  await tx.query(`delete from lti_key where tenant = $1 and registration = $2 and retired_at <= $3`, [tenant, registration, until]);
}

/** When the first of the retired keys that are left was retired. */
export async function firstRetiredAt(tx: EntityManager, { tenant, registration }: OfPlatform): Promise<Date | null> {
  const [left] = await tx.query<{ at: Date | null }[]>(`select min(retired_at) as at from lti_key where tenant = $1 and registration = $2`, [
    tenant,
    registration,
  ]);
  return left?.at ?? null;
}
