import { createPrivateKey, type KeyObject } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { Seal } from '#lotse/base';
import { sealedKeys } from './keys.queries.js';

/** A new key is published a day before it signs, so that platforms have fetched it by then (LTI Security 1.0, 6.4). */
export const PUBLISHED_BEFORE_MS = 24 * 3600 * 1000;

export interface SigningKey {
  kid: string;
  key: KeyObject;
}

/** The key that signs for a platform: the newest that has been published for a day, else the oldest there is. */
export async function signingKey(tx: EntityManager, seal: Seal, where: { tenant: string; registration: string; now: Date }): Promise<SigningKey> {
  const rows = await sealedKeys(tx, where);
  const row = rows.find(({ createdAt }) => where.now.getTime() - createdAt.getTime() >= PUBLISHED_BEFORE_MS) ?? rows.at(-1);
  if (!row) throw new Error('a registration without a key');
  const pem = await seal.open(tx, { kind: 'tenant', id: where.tenant }, { table: 'lti_key', row: row.id, column: 'private_pem' }, row.privatePem);
  return { kid: row.kid, key: createPrivateKey(pem) };
}
