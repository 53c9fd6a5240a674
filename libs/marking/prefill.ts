import type { PackedExercise, Response, TaskView } from '#lotse/contract';
import { rulesOf } from './kinds/index.js';
import { solve } from './solve.js';

/** What of a worked example stands there already: the right response, cut down to the parts the author names. */
export function prefill(exercise: PackedExercise, seed: number): TaskView['prefilled'] | null {
  if (exercise.prefilled === undefined) return null;
  const parts = rulesOf(exercise.body).parts(exercise.body);
  const shown = exercise.prefilled === 'all' ? parts : exercise.prefilled;
  const all = exercise.prefilled === 'all' || parts.every((part) => shown.includes(part));
  const { solution, explanation } = solve(exercise, { seed });
  return all ? { response: solution, parts: shown, all, explanation } : { response: cutDown(solution, shown), parts: shown, all };
}

/** Only records by part can be cut down; whatever else a response holds is shown whole or not at all. */
function cutDown(solution: Response, shown: readonly string[]): Response {
  return Object.fromEntries(
    Object.entries(solution).map(([field, value]: [string, unknown]) => [field, typeof value === 'object' && value !== null ? only(value, shown) : value]),
  ) as Response;
}

function only(value: object, shown: readonly string[]): object {
  if (Array.isArray(value)) return [];
  return Object.fromEntries(Object.entries(value).filter(([part]) => shown.includes(part)));
}
