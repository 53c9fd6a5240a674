import { Problem } from '#lotse/base';
import type { ProblemKind } from '#lotse/contract';

/**
 * Why a platform could not be registered by its invitation. The page shows the code to the admin of the LMS, the list of
 * invitations shows it to the admin of Lotse. A code never changes its meaning.
 */
export const REGISTRATION_REFUSALS = {
  REGISTRATION_DIRECT: 'invalid',
  INVITE_UNKNOWN: 'not-found',
  INVITE_USED: 'conflict',
  INVITE_EXPIRED: 'forbidden',
  INVITE_BUSY: 'conflict',
  CONFIG_BLOCKED: 'invalid',
  CONFIG_UNREACHABLE: 'upstream',
  CONFIG_UNREADABLE: 'upstream',
  CONFIG_INCOMPLETE: 'upstream',
  CONFIG_HOST: 'forbidden',
  CONFIG_ENDPOINT: 'forbidden',
  CONFIG_SIGNING: 'upstream',
  REGISTRATION_TOKEN_EXPIRED: 'forbidden',
  REGISTRATION_TOKEN_USED: 'conflict',
  REGISTRATION_REFUSED: 'upstream',
  REGISTRATION_UNREACHABLE: 'upstream',
  REGISTRATION_UNREADABLE: 'upstream',
  REGISTRATION_KNOWN: 'conflict',
  REGISTRATION_NOT_KEPT: 'internal',
} as const satisfies Record<string, ProblemKind>;

export type RegistrationRefusal = keyof typeof REGISTRATION_REFUSALS;

/** A refusal to throw. `shown` is a short word of ours or a status, set beside the code. */
export function registrationRefusal(code: RegistrationRefusal, shown?: string | number, cause?: unknown): Problem {
  return new Problem(REGISTRATION_REFUSALS[code], code, shown === undefined ? undefined : { shown }, cause === undefined ? undefined : { cause });
}

export function isRegistrationRefusal(code: string): code is RegistrationRefusal {
  return Object.hasOwn(REGISTRATION_REFUSALS, code);
}

/** What can be wrong with one value of a platform that is typed in. */
export const FIELD_CODES = [
  'field.missing',
  'field.too-long',
  'field.url',
  'field.https',
  'field.private',
  'field.own',
  'field.known',
  'field.taken',
  'field.people',
] as const;
export type FieldCode = (typeof FIELD_CODES)[number];
