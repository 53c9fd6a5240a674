import * as z from 'zod/mini';

/** Kinds of refusal, and the HTTP status each becomes. */
export const PROBLEM_STATUS = {
  invalid: 400,
  'signed-out': 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'too-large': 413,
  'too-many': 429,
  internal: 500,
  upstream: 502,
  unavailable: 503,
} as const;
export const ProblemKind = z.enum([
  'invalid',
  'signed-out',
  'forbidden',
  'not-found',
  'conflict',
  'too-large',
  'too-many',
  'internal',
  'upstream',
  'unavailable',
]);
export type ProblemKind = z.infer<typeof ProblemKind>;

/** Every refusal of the API has this body. `code` is the phrase key of the sentence a person reads. */
export const ProblemBody = z.object({
  kind: ProblemKind,
  code: z.string(),
  /** Values the sentence needs: never personal data. */
  details: z.optional(z.record(z.string(), z.union([z.string(), z.number()]))),
  requestId: z.string(),
});
export type ProblemBody = z.infer<typeof ProblemBody>;
