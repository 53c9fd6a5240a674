import type { AnswerOutcome } from '#lotse/contract';
import type { PartVerdict } from '../../kit/task/players/player.js';

/** In an exam what cannot be read is wrong. */
export function asPart(verdict: AnswerOutcome['verdict']): PartVerdict {
  return verdict === 'right' || verdict === 'partly' ? verdict : 'wrong';
}
