import { Problem } from '#lotse/base';
import type { Result } from '../services/read-lists.js';
import type { ServiceReply } from '../services/services.js';
import type { DueState } from './entities.js';

/** What came of one attempt. `waiting` means: try again after `waitMs`, or after the usual back-off. */
export interface Outcome {
  state: DueState;
  reason: string | null;
  /** The platform has taken this revision's score. */
  accepted?: boolean;
  waitMs?: number | null;
  /** The whole column is to stop. */
  column?: 'paused' | 'gone';
  /** The platform as a whole did not answer as it should. */
  isPlatformTrouble?: boolean;
}

/** Half a point of a hundred: platforms keep four decimals of their own scale. */
const EQUAL_WITHIN = 0.005;

export function isEqual(result: Result, wanted: number): boolean {
  return Math.abs(result.score / result.maximum - wanted / 100) <= EQUAL_WITHIN;
}

/** What a refused score means. Successes and 409 are handled by the sender. */
export function afterRefusal(reply: ServiceReply): Outcome {
  const { status } = reply;
  const reason = `score.${status}`;
  if (status === 403) return { state: 'paused', reason, column: 'paused' };
  if (status === 404) return { state: 'failed', reason, column: 'gone' };
  if (isLocked(reply)) return { state: 'locked', reason: 'score.locked' };
  const isPassing = status >= 500 || status < 400 || [401, 408, 425, 429].includes(status);
  if (isPassing) return { state: 'waiting', reason, waitMs: reply.retryAfterMs, isPlatformTrouble: true };
  return { state: 'failed', reason };
}

/** Moodle answers a score for a locked grade with 500, the media type of scores and an empty list (recorded). */
function isLocked({ status, type, text }: ServiceReply): boolean {
  return status === 500 && type.startsWith('application/vnd.ims.lis.v1.score+json') && text.trim() === '[]';
}

/** What could not be asked, or not be understood. */
export function afterProblem(error: unknown): Outcome {
  if (!(error instanceof Problem)) throw error;
  const wait = error.details?.['retryAfterMs'];
  return { state: 'waiting', reason: error.code, waitMs: typeof wait === 'number' ? wait : null, isPlatformTrouble: true };
}
