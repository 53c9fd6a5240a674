import { Problem } from '#lotse/base';
import type { ProblemKind } from '#lotse/contract';

/** What the person reads; several codes share a sentence. The code itself stands small at the foot of the page. */
export type Saying = 'again' | 'setup' | 'approval' | 'rights' | 'cookies' | 'direct' | 'platform' | 'keys' | 'choice' | 'nothing' | 'away' | 'fault';

interface Meaning {
  kind: ProblemKind;
  say: Saying;
}

const again = (kind: ProblemKind = 'signed-out'): Meaning => ({ kind, say: 'again' });
const setup = (kind: ProblemKind = 'signed-out'): Meaning => ({ kind, say: 'setup' });

/**
 * Every reason for which a login or a launch is refused. docs/lti-errors.md says for each what happened and what the
 * admin does; a test compares the two. A code never changes its meaning: it stands in audit rows.
 */
export const REFUSALS = {
  // login initiation
  LOGIN_PARAM_MISSING: setup('invalid'),
  LOGIN_PARAM_TOO_LONG: setup('invalid'),
  ISSUER_UNKNOWN: setup('invalid'),
  CLIENT_UNKNOWN: setup('invalid'),
  CLIENT_AMBIGUOUS: setup('invalid'),
  TARGET_FOREIGN: setup('invalid'),
  REGISTRATION_DISABLED: { kind: 'forbidden', say: 'approval' },
  LOGIN_LOST: again('invalid'),
  COOKIES_OFF: { kind: 'invalid', say: 'cookies' },
  // the launch as a message
  LAUNCH_DIRECT: { kind: 'invalid', say: 'direct' },
  LAUNCH_TOO_LARGE: setup('too-large'),
  PLATFORM_ERROR: { kind: 'signed-out', say: 'platform' },
  STATE_MISSING: again(),
  STATE_UNKNOWN: again(),
  STATE_EXPIRED: again(),
  STATE_BROWSER: again(),
  TOKEN_MISSING: again('invalid'),
  TOKEN_BROKEN: setup(),
  TOKEN_DEEP: setup('invalid'),
  // signature
  ALG_WRONG: setup(),
  KID_MISSING: setup(),
  KEY_EMBEDDED: setup(),
  KID_UNKNOWN: setup(),
  KEYS_UNREACHABLE: { kind: 'upstream', say: 'keys' },
  SIGNATURE_WRONG: setup(),
  // claims
  CLAIM_MISSING: setup(),
  CLAIM_INVALID: setup(),
  ISSUER_WRONG: setup(),
  AUDIENCE_WRONG: setup(),
  AZP_WRONG: setup(),
  TIME_INVALID: setup(),
  TOKEN_EXPIRED: again(),
  TOKEN_EARLY: setup(),
  TOKEN_OLD: again(),
  TOKEN_LONG: setup(),
  NONCE_WRONG: again(),
  VERSION_WRONG: setup(),
  MESSAGE_TYPE_WRONG: setup(),
  TARGET_CHANGED: setup(),
  ROLES_TOO_MANY: setup('invalid'),
  DEPLOYMENT_UNKNOWN: { kind: 'signed-out', say: 'approval' },
  DEPLOYMENT_DISABLED: { kind: 'forbidden', say: 'approval' },
  PERSON_SUSPENDED: { kind: 'forbidden', say: 'rights' },
  ROLE_MENTOR: { kind: 'forbidden', say: 'rights' },
  // choosing content and looking at somebody's work
  DEEP_LINKING_ROLE: { kind: 'forbidden', say: 'rights' },
  RETURN_URL_FOREIGN: setup('invalid'),
  CHOICE_OVER: { kind: 'not-found', say: 'choice' },
  REVIEW_ROLE: { kind: 'forbidden', say: 'rights' },
  REVIEW_NOBODY: { kind: 'not-found', say: 'nothing' },
  // ours
  INTERNAL: { kind: 'internal', say: 'fault' },
  DATABASE_AWAY: { kind: 'unavailable', say: 'away' },
} as const satisfies Record<string, Meaning>;

export type RefusalCode = keyof typeof REFUSALS;

/** A refusal to throw. `claim` names a claim or parameter, for the admin's eyes: it stands in the audit row, not on the page. */
export function refusal(code: RefusalCode, claim?: string): Problem {
  return new Problem(REFUSALS[code].kind, code, claim === undefined ? undefined : { claim });
}

export function isRefusal(code: string): code is RefusalCode {
  return Object.hasOwn(REFUSALS, code);
}
