import type { Problem } from '#lotse/base';
import { CLAIM, type Claims } from '../messages/claims.js';
import { matches } from './login-states.js';
import { refusal, type RefusalCode } from '../pages/refusals.js';
import type { Platform } from '../platforms/platforms.queries.js';

/** What a token is held against: the registration and the login it answers, and the time. */
export interface Facts {
  claims: Claims;
  platform: Pick<Platform, 'issuer' | 'clientId'>;
  login: { nonceHash: Buffer; targetLinkUri: string };
  /** Seconds since 1970. */
  now: number;
}

export type ClaimRule = (facts: Facts) => Problem | null;

const SKEW = 60;
const OLDEST_IAT = 5 * 60;
const LONGEST_LIFE = 24 * 3600;
const MOST_ROLES = 1_000;
/** A time far beyond any clock (5138 AD in seconds): such a number is a mistake or an attempt. */
const LAST_TIME = 1e11;

const NEEDED = ['iss', 'aud', 'exp', 'iat', 'nonce', CLAIM.messageType, CLAIM.version, CLAIM.deployment, CLAIM.target, 'sub', CLAIM.roles];
/** What each kind of message needs besides (LTI Core 1.3, 5.3.5; Deep Linking 2.0, 4.4; Submission Review 1.0, 3.1). */
const NEEDED_BY: Record<string, string[]> = {
  LtiResourceLinkRequest: [CLAIM.link],
  LtiDeepLinkingRequest: [CLAIM.deepLinking],
  LtiSubmissionReviewRequest: [CLAIM.link, CLAIM.forUser],
};

/**
 * The rules for the claims of a launch, each by itself, in the order they are asked (LTI Security 1.0,
 * 5.1.3; LTI Core 1.3, 4.3 and 5.3). Tests switch one off to see that its absence is noticed.
 */
export const CLAIM_RULES = {
  needed: ({ claims }) =>
    first([...NEEDED, ...(NEEDED_BY[typeOf(claims)] ?? [])], (name) =>
      claims[name] === undefined || claims[name] === null ? refusal('CLAIM_MISSING', short(name)) : null,
    ),
  issuer: ({ claims, platform }) => (claims['iss'] === platform.issuer ? null : refusal('ISSUER_WRONG')),
  audience: checkAudience,
  times: checkTimes,
  nonce: ({ claims, login }) => (typeof claims['nonce'] === 'string' && matches(claims['nonce'], login.nonceHash) ? null : refusal('NONCE_WRONG')),
  version: ({ claims }) => (claims[CLAIM.version] === '1.3.0' ? null : refusal('VERSION_WRONG')),
  messageType: ({ claims }) => (typeOf(claims) in NEEDED_BY ? null : refusal('MESSAGE_TYPE_WRONG')),
  deployment: ({ claims }) => usableId(claims[CLAIM.deployment], CLAIM.deployment),
  subject: ({ claims }) => usableId(claims['sub'], 'sub'),
  link: ({ claims }) => {
    if (!NEEDED_BY[typeOf(claims)]?.includes(CLAIM.link)) return null;
    const link = claims[CLAIM.link];
    const id = typeof link === 'object' ? (link as { id?: unknown } | null)?.id : undefined;
    return id === undefined || id === null ? refusal('CLAIM_MISSING', 'resource_link.id') : usableId(id, CLAIM.link);
  },
  roles: ({ claims }) => {
    const roles = claims[CLAIM.roles];
    if (!Array.isArray(roles) || !roles.every((role) => role === null || typeof role === 'string')) return refusal('CLAIM_INVALID', 'roles');
    return roles.length > MOST_ROLES ? refusal('ROLES_TOO_MANY') : null;
  },
  // the login has seen to it that its target is ours, so equal means ours too (threat T-14)
  target: ({ claims, login }) => (claims[CLAIM.target] === login.targetLinkUri ? null : refusal('TARGET_CHANGED')),
} as const satisfies Record<string, ClaimRule>;

export type ClaimRules = Record<keyof typeof CLAIM_RULES, ClaimRule>;

/** aud names us and nobody we do not know; with several, or where it is given, azp names us too (Security 1.0, 5.1.3 (3)–(5)). */
function checkAudience({ claims, platform }: Facts): Problem | null {
  const { aud, azp } = claims;
  const audiences: unknown[] = Array.isArray(aud) ? aud : [aud];
  if (audiences.length === 0 || audiences.some((one) => one !== platform.clientId)) return refusal('AUDIENCE_WRONG');
  return ((azp ?? null) !== null || audiences.length > 1) && azp !== platform.clientId ? refusal('AZP_WRONG') : null;
}

/** A minute of leeway for clocks that differ, five minutes for a launch on its way (Security 1.0, 5.1.3 (7), (8)). */
function checkTimes({ claims, now }: Facts): Problem | null {
  const [exp, iat, nbf] = [claims['exp'], claims['iat'], claims['nbf'] ?? claims['iat']];
  if (!isTime(exp) || !isTime(iat) || !isTime(nbf)) return refusal('TIME_INVALID');
  const faults: [boolean, RefusalCode][] = [
    [exp - iat > LONGEST_LIFE, 'TOKEN_LONG'],
    [now >= exp + SKEW, 'TOKEN_EXPIRED'],
    [iat > now + SKEW || nbf > now + SKEW, 'TOKEN_EARLY'],
    [iat < now - OLDEST_IAT, 'TOKEN_OLD'],
  ];
  const fault = faults.find(([isFault]) => isFault);
  return fault ? refusal(fault[1]) : null;
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 && value <= LAST_TIME;
}

function usableId(value: unknown, claim: string): Problem | null {
  const isUsable = typeof value === 'string' && value.length >= 1 && value.length <= 255 && value.isWellFormed() && !/\p{Cc}/u.test(value);
  return isUsable ? null : refusal('CLAIM_INVALID', short(claim));
}

function typeOf(claims: Claims): string {
  const type = claims[CLAIM.messageType];
  return typeof type === 'string' && Object.hasOwn(NEEDED_BY, type) ? type : '';
}

/** Last part of a claim's name: that is how admins know it. */
function short(claim: string): string {
  return claim.slice(claim.lastIndexOf('/') + 1);
}

function first<T>(list: readonly T[], ask: (one: T) => Problem | null): Problem | null {
  for (const one of list) {
    const problem = ask(one);
    if (problem) return problem;
  }
  return null;
}
