import type { PackedExercise, Prose } from '#lotse/contract';
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
    const drawn = seeds.length === 0 ? [0] : seeds;
    const long = drawn.flatMap((seed) => tooLong(options, exercise, seed) ?? []);
    // where the right option changes with the case, its length tells only if it is long in most cases
    const [worst] = long.length * 2 > drawn.length ? long.sort((a, b) => b.key / b.other - a.key / a.other) : [];
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

type Options = Extract<PackedExercise['body'], { kind: 'single-choice' | 'multiple-choice' }>['options'];

/** The level at which the key stands out with this seed, or null. */
function tooLong(options: Options, exercise: PackedExercise, seed: number): { field: string; key: number; other: number } | null {
  const values = drawnWith(exercise, seed);
  if (values === null) return null;
  const [keys, others] = [options.filter((option) => isTrue(option.correct, values)), options.filter((option) => !isTrue(option.correct, values))];
  for (const field of ['text', 'textPlain'] as const) {
    const [key, other] = [keys, others].map((list) => Math.max(0, ...list.map((option) => lengthOf(option[field]))));
    if (key !== undefined && other !== undefined && key > SHORT && key > other * TOLERATED) return { field, key, other };
  }
  return null;
}

const lengthOf = (prose: Prose): number => proseWords(prose).length;

function drawnWith(exercise: PackedExercise, seed: number): ReturnType<typeof valuesFor> | null {
  try {
    return valuesFor(exercise, seed);
  } catch (cause) {
    if (cause instanceof ExpressionError) return null;
    throw cause;
  }
}
