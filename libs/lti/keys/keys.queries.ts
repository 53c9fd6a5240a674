import type { EntityManager } from 'typeorm';
import { columns, type RowOf } from '#lotse/base';
import type { LtiKey } from '../platforms/platform.entities.js';

interface OfPlatform {
  tenant: string;
  registration: string;
}

const PUBLISHED = columns<LtiKey>()('kid', 'publicPem');

/** Public halves of the keys of all platforms, but of those that were retired before `since`. */
export function publishedKeys(tx: EntityManager, since: Date): Promise<RowOf<typeof PUBLISHED>[]> {
  return tx.query<RowOf<typeof PUBLISHED>[]>(`select ${PUBLISHED} from lti_key where retired_at is null or retired_at > $1 order by created_at, kid`, [since]);
}

const LIVE = columns<LtiKey>()('id', 'createdAt', 'retiredAt');
export type LiveKey = RowOf<typeof LIVE>;

/** Newest first. */
export function liveKeys(tx: EntityManager, { tenant, registration }: OfPlatform): Promise<LiveKey[]> {
  return tx.query<LiveKey[]>(`select ${LIVE} from lti_key where tenant = $1 and registration = $2 and retired_at is null order by created_at desc`, [
    tenant,
    registration,
  ]);
}

const SEALED = columns<LtiKey>()('id', 'kid', 'privatePem', 'createdAt');
export type SealedKey = RowOf<typeof SEALED>;

/** Live keys with their private halves, newest first. */
export function sealedKeys(tx: EntityManager, { tenant, registration }: OfPlatform): Promise<SealedKey[]> {
  return tx.query<SealedKey[]>(`select ${SEALED} from lti_key where tenant = $1 and registration = $2 and retired_at is null order by created_at desc`, [
    tenant,
    registration,
  ]);
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
