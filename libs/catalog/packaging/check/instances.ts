import type { PackedExercise } from '#lotse/contract';
import { ExpressionError, familyOf, proseWords, solve } from '#lotse/marking';

/** What is reckoned has another answer with other numbers; its explanation only repeats them. */
const OF_NUMBERS: ReadonlySet<string> = new Set(['number', 'number-steps', 'calculation', 'booking']);

/** How many different tasks an exercise is: a seed counts only where the right answer or the reasoning is another (decisions 48). */
export function instancesOf(exercise: PackedExercise): number {
  const { seeds } = familyOf(exercise);
  return new Set(seeds.length === 0 ? [''] : seeds.map((seed) => answerWith(exercise, seed))).size;
}

/** The solution and, apart from its numbers, what is said about it. */
function answerWith(exercise: PackedExercise, seed: number): string {
  try {
    const { solution, explanation } = solve(exercise, { seed });
    return OF_NUMBERS.has(exercise.body.kind)
      ? JSON.stringify(solution)
      : `${JSON.stringify(solution)} ${proseWords(explanation.standard).replace(/[\d.,]+/g, '')}`;
  } catch (cause) {
    if (cause instanceof ExpressionError) return '';
    throw cause;
  }
}
