import { compactVerify, decodeProtectedHeader, type CryptoKey } from 'jose';
import type { Problem } from '#lotse/base';
import type { Claims } from '../messages/claims.js';
import { refusal } from '../pages/refusals.js';

/** Longest id_token read. A launch with 100 kB of custom parameters is still a launch (about 137 kB as a token). */
export const LONGEST_TOKEN = 200_000;
const DEEPEST = 40;

export interface TokenHeader {
  alg?: unknown;
  kid?: unknown;
  jwk?: unknown;
  jku?: unknown;
  x5c?: unknown;
  x5u?: unknown;
}
export type HeaderRule = (header: TokenHeader) => Problem | null;

/** Asked before any key is looked for (LTI Security 1.0, 5.4 and 6.3; ASVS 9.1.2, 9.1.3). Tests switch one off. */
export const HEADER_RULES = {
  algorithm: ({ alg }) => (alg === 'RS256' ? null : refusal('ALG_WRONG')),
  embedded: (header) => ((['jwk', 'jku', 'x5c', 'x5u'] as const).some((name) => header[name] !== undefined) ? refusal('KEY_EMBEDDED') : null),
  kid: ({ kid }) => (typeof kid === 'string' && kid.length >= 1 && kid.length <= 255 ? null : refusal('KID_MISSING')),
} as const satisfies Record<string, HeaderRule>;

export type HeaderRules = Record<keyof typeof HEADER_RULES, HeaderRule>;

/** The header of a compact JWS, not yet trusted. Throws TOKEN_BROKEN, or what a rule says. */
export function readHeader(token: string, rules: HeaderRules): { kid: string } {
  let header: TokenHeader;
  try {
    header = decodeProtectedHeader(token);
  } catch (cause) {
    throw Object.assign(refusal('TOKEN_BROKEN'), { cause });
  }
  for (const rule of [rules.algorithm, rules.embedded, rules.kid]) {
    const problem = rule(header);
    if (problem) throw problem;
  }
  return { kid: typeof header.kid === 'string' ? header.kid : '' };
}

/** The claims of a token whose signature is good. RS256 whatever the header says. */
export async function openToken(token: string, key: CryptoKey): Promise<Claims> {
  let payload: Uint8Array;
  try {
    ({ payload } = await compactVerify(token, key, { algorithms: ['RS256'] }));
  } catch (cause) {
    throw Object.assign(refusal('SIGNATURE_WRONG'), { cause });
  }
  const text = Buffer.from(payload).toString('utf8');
  if (depthOf(text) > DEEPEST) throw refusal('TOKEN_DEEP');
  return asObject(text);
}

function asObject(text: string): Claims {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw Object.assign(refusal('TOKEN_BROKEN'), { cause });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw refusal('TOKEN_BROKEN');
  return value as Claims;
}

/** How deep brackets nest in a JSON text, counted without parsing it: deep nesting is what a parser pays for. */
export function depthOf(text: string): number {
  let [depth, deepest, inString] = [0, 0, false];
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (inString) {
      if (sign === '\\') at++;
      else if (sign === '"') inString = false;
    } else if (sign === '"') inString = true;
    else if (sign === '{' || sign === '[') deepest = Math.max(deepest, ++depth);
    else if (sign === '}' || sign === ']') depth--;
  }
  return deepest;
}
