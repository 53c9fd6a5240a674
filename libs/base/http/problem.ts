import type { ProblemKind } from '#lotse/contract';

/**
 * The one error class for refusals a person can act on. `code` is the phrase key of the sentence shown;
 * `details` are values for that sentence and hold nothing personal. Everything else that is thrown is a fault of ours.
 */
export class Problem extends Error {
  constructor(
    readonly kind: ProblemKind,
    readonly code: string,
    readonly details?: Record<string, string | number>,
    options?: { cause?: unknown },
  ) {
    super(`${kind}: ${code}`, options);
    this.name = 'Problem';
  }
}
