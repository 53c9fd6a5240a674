import type { SelfTestCode } from '../help/self-test-codes.js';

/** What Moodle's token endpoint says in `error` (recorded), and what it means for the two steps that need a token. */
const KNOWN: readonly [RegExp, 'our-keys' | 'token', SelfTestCode][] = [
  [/keyset could not be read|unable to (?:fetch|retrieve|download)|curl|could not resolve|blocked/i, 'our-keys', 'our-keys.unreachable'],
  [/no public key configured/i, 'our-keys', 'our-keys.rsa'],
  [/"?kid"? invalid|unable to lookup correct key|kid must be provided|no matching key|key not found/i, 'our-keys', 'our-keys.unknown'],
  [/signature verification failed|invalid signature|openssl/i, 'our-keys', 'our-keys.signature'],
  [/expired token|prior to|cannot handle token|iat|nbf/i, 'token', 'token.time'],
  [/invalid_scope/, 'token', 'token.scope'],
  [/invalid_client|unauthorized_client/, 'token', 'token.client'],
];

/** A key set that Moodle could not fetch is null to it, and all it sends is an error page with status 404 that says so (seen in 4.5.6). */
const LONGEST_PAGE = 200_000;
const NO_KEY_SET = /fix_jwks_alg\(\)[^<]{0,200}null given/;

/** Which step a refused token belongs to, and the code of its sentence. */
export function readTokenRefusal(text: string): { step: 'our-keys' | 'token'; code: SelfTestCode } {
  if (NO_KEY_SET.test(text.slice(0, LONGEST_PAGE))) return { step: 'our-keys', code: 'our-keys.unreachable' };
  const error = errorIn(text);
  const hit = KNOWN.find(([pattern]) => pattern.test(error));
  return hit ? { step: hit[1], code: hit[2] } : { step: 'token', code: 'token.status' };
}

/** Moodle does not escape quotes inside the value, so the text is searched instead of parsed. */
function errorIn(text: string): string {
  return /"error(?:_description)?"\s*:\s*"([\s\S]*)"/.exec(text.slice(0, 2_000))?.[1] ?? '';
}
