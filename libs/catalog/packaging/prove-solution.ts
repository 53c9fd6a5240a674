import { isHandKind, type PackedExercise, type TaskFile } from '#lotse/contract';
import { ExpressionError, UnfitResponse, familyOf, mark, solve } from '#lotse/marking';
import { problemAt, type ContentProblem, type Loaded } from './problem.js';

/**
 * The least an exercise must do before anybody sees it: with every deployed seed the solution that would be shown
 * can be worked out and is marked right, or by people. Otherwise it stays out of the packages.
 */
export function proveSolution(at: Loaded<TaskFile>, exercise: PackedExercise): ContentProblem[] {
  const deployed = familyOf(exercise).seeds;
  const seeds = deployed.length > 0 ? deployed : [0];
  const path = exercise.body.kind === 'number' ? ['answer'] : [];
  return seeds.flatMap((seed) => {
    try {
      const { verdict } = mark(exercise, solve(exercise, { seed }).solution, { seed });
      if (verdict === 'right' || isHandKind(exercise.body.kind)) return [];
      return [problemAt(at, path, { code: 'solution', message: `the solution that would be shown is marked "${verdict}" (seed ${seed}); correct the key` })];
    } catch (cause) {
      if (cause instanceof ExpressionError) return [problemAt(at, path, { code: 'seed-fails', message: `seed ${seed}: ${cause.message}` })];
      if (cause instanceof UnfitResponse)
        return [
          problemAt(at, path, { code: 'solution', message: `the solution that would be shown is no possible answer: ${cause.message}; correct the key` }),
        ];
      throw cause;
    }
  });
}
