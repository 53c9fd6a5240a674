import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import * as z from 'zod';
import type { Seal } from '#lotse/base';
import type { KeyPair } from '../keys/key-pair.js';
import { keepKey } from '../keys/own-keys.js';
import { Registration } from './platform.entities.js';
import { registeredPlatform, type RegisteredRow } from './platforms.queries.js';

/** One transaction of one tenant: a store lives as long as that. */
export interface StoreScope {
  tx: EntityManager;
  seal: Seal;
  tenant: string;
  now: Date;
  /** In which a platform that is new begins. */
  state: 'active' | 'waiting';
  /** For a platform that is new; null where it was known. */
  pair: KeyPair | null;
}

const PlatformDoc = z.object({
  platformName: z.string(),
  platformUrl: z.string(),
  clientId: z.string(),
  authEndpoint: z.string(),
  accesstokenEndpoint: z.string(),
  authorizationServer: z.string().optional(),
  kid: z.string(),
  authConfig: z.object({ method: z.literal('JWK_SET'), key: z.string() }),
});
const ByName = z.object({ platformUrl: z.string(), clientId: z.string() });

/**
 * The database plugin ltijs works on (its contract stands in ltijs-types.d.ts), laid over the tables registration and lti_key. Platforms are
 * all it may keep: the collections of its own keys, login, launch and token cache are refused, because those parts of it are not used.
 */
export class LtijsStore {
  constructor(private readonly scope: StoreScope) {}

  /** The name of the key pair that is kept with a new platform. */
  newKid(): string {
    if (!this.scope.pair) throw new Error('a new platform needs a key pair');
    return this.scope.pair.kid;
  }

  async Get(_key: unknown, collection: string, query: Record<string, unknown> = {}): Promise<Record<string, unknown>[] | false> {
    if (collection !== 'platform') return refuse('Get', collection);
    const { platformUrl, clientId } = ByName.parse(query);
    const row = await this.find(platformUrl, clientId);
    return row ? [asDoc(row)] : false;
  }

  async Replace(_key: unknown, collection: string, _query: Record<string, unknown>, item: Record<string, unknown>): Promise<true> {
    if (collection !== 'platform') return refuse('Replace', collection);
    await this.insert(PlatformDoc.parse(item));
    return true;
  }

  async Modify(_key: unknown, collection: string, query: Record<string, unknown>, change: Record<string, unknown>): Promise<true> {
    if (collection !== 'platform') return refuse('Modify', collection);
    const { platformUrl, clientId } = ByName.parse(query);
    const row = await this.find(platformUrl, clientId);
    if (!row) throw new Error('ltijs changes a platform that is not there');
    const doc = PlatformDoc.parse({ ...asDoc(row), ...change });
    await this.scope.tx.update(
      Registration,
      { tenant: this.scope.tenant, id: row.id },
      {
        name: doc.platformName,
        authUrl: doc.authEndpoint,
        tokenUrl: doc.accesstokenEndpoint,
        jwksUrl: doc.authConfig.key,
        audience: audienceOf(doc),
        updatedAt: this.scope.now,
      },
    );
    return true;
  }

  /** ltijs cleans up after a registration that failed; here the transaction takes back what was written. */
  Delete(): Promise<true> {
    return Promise.resolve(true);
  }

  Insert(_key: unknown, collection: string): Promise<true> {
    return refuse('Insert', collection);
  }

  async registrationOf(issuer: string, clientId: string): Promise<string> {
    const row = await this.find(issuer, clientId);
    if (!row) throw new Error('ltijs kept no platform');
    return row.id;
  }

  private async insert(doc: z.infer<typeof PlatformDoc>): Promise<void> {
    const { tx, seal, tenant, now, state, pair } = this.scope;
    if (pair?.kid !== doc.kid) throw new Error('ltijs kept a platform without its key pair');
    const registration = randomUUID();
    await tx.insert(Registration, {
      tenant,
      id: registration,
      issuer: doc.platformUrl,
      clientId: doc.clientId,
      name: doc.platformName,
      authUrl: doc.authEndpoint,
      tokenUrl: doc.accesstokenEndpoint,
      jwksUrl: doc.authConfig.key,
      audience: audienceOf(doc),
      state,
      createdAt: now,
      updatedAt: now,
    });
    await keepKey(tx, seal, { tenant, registration, pair, now });
  }

  private find(issuer: string, clientId: string): Promise<RegisteredRow | undefined> {
    return registeredPlatform(this.scope.tx, { tenant: this.scope.tenant, issuer, clientId });
  }
}

function asDoc(row: RegisteredRow): z.infer<typeof PlatformDoc> {
  return {
    platformName: row.name,
    platformUrl: row.issuer,
    clientId: row.clientId,
    authEndpoint: row.authUrl,
    accesstokenEndpoint: row.tokenUrl,
    ...(row.audience === null ? {} : { authorizationServer: row.audience }),
    kid: row.kid,
    authConfig: { method: 'JWK_SET', key: row.jwksUrl },
  };
}

/** ltijs fills a missing authorization server with the token URL when it updates; that is our null. */
function audienceOf(doc: z.infer<typeof PlatformDoc>): string | null {
  return doc.authorizationServer === undefined || doc.authorizationServer === doc.accesstokenEndpoint ? null : doc.authorizationServer;
}

function refuse(verb: string, collection: string): never {
  throw new Error(`ltijs may not ${verb} in ${collection}: Lotse keeps that itself`);
}
