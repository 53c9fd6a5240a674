import type { PackedExercise } from '#lotse/contract';
import { exercise, text } from '../../examples.js';

const left = (id: string, right: string, reason = true) => ({
  id,
  text: [{ para: [`line ${id}`] }],
  textPlain: [{ para: [`line ${id}`] }],
  right,
  feedback: reason ? text(`REASON-${id}`) : null,
  misconception: `tag-${id}`,
});
const right = (id: string) => ({ id, text: `partner ${id}`, textPlain: `plain ${id}` });

/** Three lines, four partners; one of them belongs to nobody. */
export const pairs: PackedExercise = exercise({
  kind: 'matching',
  left: [left('a', 'r1'), left('b', 'r2'), left('c', 'r3', false)],
  right: [right('r1'), right('r2'), right('r3'), right('r4')],
  mistakes: [{ left: 'a', right: 'r2', say: text('A-WITH-2'), misconception: 'a-with-2' }],
});
/** Two lines may have the same partner. */
export const shared: PackedExercise = exercise({
  kind: 'matching',
  left: [left('a', 'r1'), left('b', 'r1'), left('c', 'r2')],
  right: [right('r1'), right('r2')],
  mistakes: [],
});
