import { generateKeyPair, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';

/** Both halves as PEM (SPKI and PKCS #8) and the name under which the public one is published. */
export interface KeyPair {
  kid: string;
  publicPem: string;
  privatePem: string;
}

/** RSA 3072: BSI TR-02102-1. */
const BITS = 3072;
const makePair = promisify(generateKeyPair);

/**
 * Where a pair comes from. Tests with many platforms replace it by a source that reuses a few pairs: making one takes up to half a
 * second of a processor.
 */
export const KEY_SOURCE = { pair: () => makePair('rsa', { modulusLength: BITS }) };

/** A new pair for one platform, made on a thread of its own. It takes up to a second: not to be awaited inside a transaction. */
export async function newKeyPair(): Promise<KeyPair> {
  const { publicKey, privateKey } = await KEY_SOURCE.pair();
  return {
    kid: randomBytes(16).toString('hex'),
    publicPem: String(publicKey.export({ type: 'spki', format: 'pem' })),
    privatePem: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
  };
}
