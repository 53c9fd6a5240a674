/** RS256 keys of a site, and compact JWS made by hand so that tests can also build bad ones. */
import {
  constants,
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  generateKeyPairSync,
  type JsonWebKey,
  KeyObject,
  randomBytes,
  sign as signBytes,
  verify as verifyBytes,
} from 'node:crypto';
import { promisify } from 'node:util';
import type { SiteKey } from './model.js';

export interface SignOptions {
  /** Laid over { typ, alg, kid }; a member set to undefined is left out. */
  header?: Record<string, unknown>;
  /** Private key, private JWK, or the secret of HS256. */
  key?: KeyObject | JsonWebKey | string;
  /** RS256 by default; none, HS256 (secret = public key PEM unless `key`), RS384, ES256 … for bad tokens. */
  alg?: string;
}

export type PublicJwk = Record<'kty' | 'alg' | 'kid' | 'e' | 'n' | 'use', string>;

const makePair = promisify(generateKeyPair);

export async function makeKey(): Promise<SiteKey> {
  const { privateKey } = await makePair('rsa', { modulusLength: 2048 });
  return { kid: randomBytes(10).toString('hex'), jwk: privateKey.export({ format: 'jwk' }) };
}

export function publicJwk(key: SiteKey): PublicJwk {
  return { kty: 'RSA', alg: 'RS256', kid: key.kid, e: key.jwk.e ?? '', n: key.jwk.n ?? '', use: 'sig' };
}

/** Signs any JSON value; a string is taken as the payload's text as it stands. */
export function signCompact(claims: unknown, site: SiteKey, options: SignOptions = {}): string {
  const alg = options.alg ?? 'RS256';
  const header = { typ: 'JWT', alg, kid: site.kid, ...options.header };
  const payload = typeof claims === 'string' ? claims : JSON.stringify(claims);
  const input = `${base64url(JSON.stringify(header))}.${base64url(payload)}`;
  return `${input}.${signature(input, alg, site, options.key)}`;
}

function signature(input: string, alg: string, site: SiteKey, given: SignOptions['key']): string {
  if (alg === 'none') return '';
  const hash = `sha${alg.slice(2)}`;
  if (alg.startsWith('HS')) {
    const pem = createPublicKey({ key: site.jwk, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
    return createHmac(hash, typeof given === 'string' ? given : String(pem))
      .update(input)
      .digest('base64url');
  }
  const data = Buffer.from(input);
  if (alg.startsWith('ES')) {
    const key = given ? asPrivate(given) : generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
    return signBytes(hash, data, { key, dsaEncoding: 'ieee-p1363' }).toString('base64url');
  }
  const key = given ? asPrivate(given) : createPrivateKey({ key: site.jwk, format: 'jwk' });
  const padding = alg.startsWith('PS') ? constants.RSA_PKCS1_PSS_PADDING : constants.RSA_PKCS1_PADDING;
  return signBytes(hash, data, { key, padding }).toString('base64url');
}

function asPrivate(key: KeyObject | JsonWebKey | string): KeyObject {
  if (key instanceof KeyObject) return key;
  return typeof key === 'string' ? createPrivateKey(key) : createPrivateKey({ key, format: 'jwk' });
}

export interface Jws {
  header: Record<string, unknown>;
  claims: Record<string, unknown>;
  signed: string;
  signature: Buffer;
}

/** Takes a compact JWS apart without trusting it; null where it is none. */
export function readCompact(token: string): Jws | null {
  const parts = token.split('.');
  if (parts.length !== 3) return null;
  const [head, body, tail] = parts as [string, string, string];
  try {
    const header: unknown = JSON.parse(Buffer.from(head, 'base64url').toString());
    const claims: unknown = JSON.parse(Buffer.from(body, 'base64url').toString());
    if (!isRecord(header) || !isRecord(claims)) return null;
    return { header, claims, signed: `${head}.${body}`, signature: Buffer.from(tail, 'base64url') };
  } catch {
    return null; // not JSON: the caller refuses it
  }
}

export function isSignedBy(jws: Jws, jwk: JsonWebKey): boolean {
  if (jws.header['alg'] !== 'RS256') return false;
  return verifyBytes('sha256', Buffer.from(jws.signed), createPublicKey({ key: jwk, format: 'jwk' }), jws.signature);
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function base64url(text: string): string {
  return Buffer.from(text).toString('base64url');
}
