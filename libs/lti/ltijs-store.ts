import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import * as z from 'zod';
import type { Seal } from '#lotse/base';

/** One transaction of one tenant: a store lives as long as that. */
export interface StorePlace {
  tx: EntityManager;
  seal: Seal;
  tenant: string;
  now: Date;
  /** In which a platform that is new begins. */
  state: 'active' | 'waiting';
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
const KeyDoc = z.object({ kid: z.string(), key: z.string() });
const ByName = z.object({ platformUrl: z.string(), clientId: z.string() });
const ByKid = z.object({ kid: z.string() });

interface Row {
  id: string;
  issuer: string;
  client_id: string;
  name: string;
  auth_url: string;
  token_url: string;
  jwks_url: string;
  audience: string | null;
  kid: string;
}

/**
 * The database plugin ltijs works on (its contract stands in ltijs-types.d.ts), laid over the tables registration and lti_key. Platforms and keys are all it may
 * keep: the collections of its own login, launch and token cache are refused, because those parts of it are not used.
 */
export class LtijsStore {
  /** ltijs writes the two halves of a key before the platform they belong to: they wait here for it. */
  private readonly halves = new Map<'publickey' | 'privatekey', { kid: string; key: string }>();

  constructor(private readonly place: StorePlace) {}

  async Get(_key: unknown, collection: string, query: Record<string, unknown> = {}): Promise<Record<string, unknown>[] | false> {
    if (collection === 'publickey') return (await this.hasKid(ByKid.parse(query).kid)) ? [{}] : false;
    if (collection !== 'platform') return refuse('Get', collection);
    const { platformUrl, clientId } = ByName.parse(query);
    const row = await this.find(platformUrl, clientId);
    return row ? [asDoc(row)] : false;
  }

  async Replace(_key: unknown, collection: string, _query: Record<string, unknown>, item: Record<string, unknown>): Promise<true> {
    if (collection === 'publickey' || collection === 'privatekey') this.halves.set(collection, KeyDoc.parse(item));
    else if (collection === 'platform') await this.insert(PlatformDoc.parse(item));
    else refuse('Replace', collection);
    return true;
  }

  async Modify(_key: unknown, collection: string, query: Record<string, unknown>, change: Record<string, unknown>): Promise<true> {
    if (collection !== 'platform') return refuse('Modify', collection);
    const { platformUrl, clientId } = ByName.parse(query);
    const row = await this.find(platformUrl, clientId);
    if (!row) throw new Error('ltijs changes a platform that is not there');
    const doc = PlatformDoc.parse({ ...asDoc(row), ...change });
    await this.place.tx.query(
      `update registration set name = $3, auth_url = $4, token_url = $5, jwks_url = $6, audience = $7, updated_at = $8 where tenant = $1 and id = $2`,
      [this.place.tenant, row.id, doc.platformName, doc.authEndpoint, doc.accesstokenEndpoint, doc.authConfig.key, audienceOf(doc), this.place.now],
    );
    return true;
  }

  /** ltijs cleans up after a registration that failed; here the transaction takes back what was written. */
  Delete(): Promise<true> {
    this.halves.clear();
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
    const { tx, seal, tenant, now, state } = this.place;
    const [open, secret] = [this.halves.get('publickey'), this.halves.get('privatekey')];
    if (open?.kid !== doc.kid || secret?.kid !== doc.kid) throw new Error('ltijs kept a platform without its key pair');
    const [registration, key] = [randomUUID(), randomUUID()];
    await tx.query(
      `insert into registration (tenant, id, issuer, client_id, name, auth_url, token_url, jwks_url, audience, state, created_at, updated_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $11, $10, $10)`,
      [
        tenant,
        registration,
        doc.platformUrl,
        doc.clientId,
        doc.platformName,
        doc.authEndpoint,
        doc.accesstokenEndpoint,
        doc.authConfig.key,
        audienceOf(doc),
        now,
        state,
      ],
    );
    const sealed = await seal.seal(tx, { kind: 'tenant', id: tenant }, { table: 'lti_key', row: key, column: 'private_pem' }, secret.key);
    await tx.query(`insert into lti_key (tenant, id, registration, kid, public_pem, private_pem, created_at) values ($1, $2, $3, $4, $5, $6, $7)`, [
      tenant,
      key,
      registration,
      doc.kid,
      Buffer.from(open.key),
      sealed,
      now,
    ]);
  }

  private async find(issuer: string, clientId: string): Promise<Row | undefined> {
    const [row] = await this.place.tx.query<Row[]>(
      `select r.id, r.issuer, r.client_id, r.name, r.auth_url, r.token_url, r.jwks_url, r.audience, k.kid
       from registration r join lti_key k on k.tenant = r.tenant and k.registration = r.id and k.retired_at is null
       where r.tenant = $1 and r.issuer = $2 and r.client_id = $3 order by k.created_at desc limit 1`,
      [this.place.tenant, issuer, clientId],
    );
    return row;
  }

  private async hasKid(kid: string): Promise<boolean> {
    return (await this.place.tx.query<unknown[]>(`select 1 from lti_key where kid = $1`, [kid])).length > 0;
  }
}

function asDoc(row: Row): z.infer<typeof PlatformDoc> {
  return {
    platformName: row.name,
    platformUrl: row.issuer,
    clientId: row.client_id,
    authEndpoint: row.auth_url,
    accesstokenEndpoint: row.token_url,
    ...(row.audience === null ? {} : { authorizationServer: row.audience }),
    kid: row.kid,
    authConfig: { method: 'JWK_SET', key: row.jwks_url },
  };
}

/** ltijs fills a missing authorization server with the token URL when it updates; that is our null. */
function audienceOf(doc: z.infer<typeof PlatformDoc>): string | null {
  return doc.authorizationServer === undefined || doc.authorizationServer === doc.accesstokenEndpoint ? null : doc.authorizationServer;
}

function refuse(verb: string, collection: string): never {
  throw new Error(`ltijs may not ${verb} in ${collection}: Lotse keeps that itself`);
}
