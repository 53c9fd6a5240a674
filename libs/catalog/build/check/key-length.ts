import type { Prose } from '#lotse/contract';
import { ExpressionError, familyOf, isTrue, proseWords, valuesFor } from '#lotse/marking';
import { error, type Check } from './world.js';

const TOLERATED = 1.1;
/** Below this many letters a difference tells nothing ("ja", "nein", numbers). */
const SHORT = 20;

/** Who always takes the longest answer must not be right: no key is more than a tenth longer than the longest distractor, at both levels. */
export const checkKeyLength: Check = ({ tree, packed }) =>
  tree.exercises.flatMap((at) => {
    const exercise = packed.get(at.value.id);
    if (exercise?.body.kind !== 'single-choice' && exercise?.body.kind !== 'multiple-choice') return [];
    const { options } = exercise.body;
    const { seeds } = familyOf(exercise);
    const long = (seeds.length === 0 ? [0] : seeds).flatMap((seed) => {
      const values = drawn(() => valuesFor(exercise, seed));
      if (values === null) return [];
      const [keys, others] = [options.filter((option) => isTrue(option.correct, values)), options.filter((option) => !isTrue(option.correct, values))];
      return (['text', 'textPlain'] as const).flatMap((field) => {
        const [key, other] = [keys, others].map((list) => Math.max(0, ...list.map((option) => lengthOf(option[field]))));
        return key !== undefined && other !== undefined && key > SHORT && key > other * TOLERATED ? [{ field, key, other }] : [];
      });
    });
    const [worst] = long.sort((a, b) => b.key / b.other - a.key / a.other);
    return worst
      ? [
          error(
            at,
            ['options'],
            'key-long',
            `the right answer has ${worst.key} letters (${worst.field}), the longest wrong one ${worst.other}; make them alike`,
          ),
        ]
      : [];
  });

const lengthOf = (prose: Prose): number => proseWords(prose).length;

function drawn<T>(draw: () => T): T | null {
  try {
    return draw();
  } catch (cause) {
    if (cause instanceof ExpressionError) return null;
    throw cause;
  }
}
