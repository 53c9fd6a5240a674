import { randomUUID } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit, Clock, Db, Due, Seal } from '#lotse/base';
import { PUBLISHED_BEFORE_MS } from './signing-key.js';
import { newKeyPair, type KeyPair } from './key-pair.js';
import { deleteKeysRetiredUntil, firstRetiredAt, liveKeys, retireKey, type LiveKey } from './keys.queries.js';
import { LtiKey } from '../platforms/platform.entities.js';

/** Kind of the due row that keeps a platform's keys fresh; its ref is the registration. */
export const OWN_KEYS = 'lti.keys';

const HOUR_MS = 3600 * 1000;
const DAY_MS = 24 * HOUR_MS;
const KEY_LIFE_MS = 90 * DAY_MS;
/** A retired key stays published this long, for what was signed with it and is still on its way. */
export const PUBLISHED_AFTER_MS = 7 * DAY_MS;
/** The new key signs from here on for sure: no platform's copy of our key set is older than its max-age. */
const OVERLAP_MS = PUBLISHED_BEFORE_MS + HOUR_MS;

export function firstKeyRotation(now: Date): Date {
  return new Date(now.getTime() + KEY_LIFE_MS);
}

/**
 * Lotse's own keys, one row of them per platform (LTI Security 1.0, 6.4). Every 90 days a new one is published; after a
 * day it signs and the old one is retired, its private half destroyed; a week later the old one is no longer published.
 */
@Injectable()
export class OwnKeys implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly seal: Seal,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly due: Due,
  ) {}

  onModuleInit(): void {
    this.due.on(OWN_KEYS, (tenant, registration) => this.tend(tenant, registration));
  }

  /** Does what is due for one platform's keys. Returns when to look again; null when the platform has none any more. */
  async tend(tenant: string, registration: string): Promise<Date | null> {
    const now = this.clock.now();
    const rows = await this.db.job(tenant, (tx) => liveKeys(tx, { tenant, registration }));
    const [newest, ...older] = rows;
    if (!newest) return null;
    if (now.getTime() - newest.createdAt.getTime() >= KEY_LIFE_MS) {
      await this.publishNew(tenant, registration);
      return new Date(now.getTime() + OVERLAP_MS);
    }
    const signs = newest.createdAt.getTime() + OVERLAP_MS;
    if (older.length > 0 && now.getTime() < signs) return new Date(signs);
    const gone = await this.retire(tenant, registration, older);
    return gone ?? firstKeyRotation(newest.createdAt);
  }

  /** Begins a rotation now, for an admin who fears that a key is known. */
  async rotate(tenant: string, registration: string): Promise<void> {
    await this.publishNew(tenant, registration);
    await this.db.job(tenant, (tx) => this.due.plan(tx, tenant, OWN_KEYS, registration, new Date(this.clock.now().getTime() + OVERLAP_MS)));
  }

  private async publishNew(tenant: string, registration: string): Promise<void> {
    const pair = await newKeyPair();
    await this.db.job(tenant, async (tx) => {
      await keepKey(tx, this.seal, { tenant, registration, pair, now: this.clock.now() });
      await this.audit.write(tx, { tenant, actor: null, event: 'lti-key.published', subjectKind: 'registration', subject: registration });
    });
  }

  /** Retires old keys, deletes those that were published long enough; returns when the next may go. */
  private retire(tenant: string, registration: string, older: readonly LiveKey[]): Promise<Date | null> {
    const now = this.clock.now();
    return this.db.job(tenant, async (tx) => {
      for (const { id } of older) {
        await retireKey(tx, { tenant, id, now });
        await this.audit.write(tx, { tenant, actor: null, event: 'lti-key.retired', subjectKind: 'registration', subject: registration });
      }
      await deleteKeysRetiredUntil(tx, { tenant, registration, until: new Date(now.getTime() - PUBLISHED_AFTER_MS) });
      const first = await firstRetiredAt(tx, { tenant, registration });
      return first ? new Date(first.getTime() + PUBLISHED_AFTER_MS) : null;
    });
  }
}

/** Keeps a pair as a platform's newest key, its private half sealed with the tenant's key. */
export async function keepKey(tx: EntityManager, seal: Seal, key: { tenant: string; registration: string; pair: KeyPair; now: Date }): Promise<void> {
  const { tenant, registration, pair, now } = key;
  const id = randomUUID();
  const sealed = await seal.seal(tx, { kind: 'tenant', id: tenant }, { table: 'lti_key', row: id, column: 'private_pem' }, pair.privatePem);
  await tx.insert(LtiKey, { tenant, id, registration, kid: pair.kid, publicPem: Buffer.from(pair.publicPem), privatePem: sealed, createdAt: now });
}
