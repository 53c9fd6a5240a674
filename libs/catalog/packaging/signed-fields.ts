import type { PackedExercise } from '#lotse/contract';
import { ExpressionError, familyOf, solve } from '#lotse/marking';

/** Marks the numbers of a task that are below zero with some of its seeds: there the keys on a phone need a minus. Which seeds, the mark does not tell. */
export function withSigns(exercise: PackedExercise): PackedExercise {
  const { body } = exercise;
  if (body.kind === 'number') return negativeIn(exercise).has('') ? { ...exercise, body: { ...body, signed: true } } : exercise;
  if (body.kind === 'number-steps') return { ...exercise, body: { ...body, steps: signed(body.steps, negativeIn(exercise)) } };
  return body.kind === 'calculation' ? { ...exercise, body: { ...body, rows: signed(body.rows, negativeIn(exercise)) } } : exercise;
}

function signed<T extends { id: string }>(fields: T[], negative: ReadonlySet<string>): T[] {
  return fields.map((field) => (negative.has(field.id) ? { ...field, signed: true } : field));
}

/** Ids of the fields with an answer below zero; '' where the task is one number. */
function negativeIn(exercise: PackedExercise): Set<string> {
  const { seeds } = familyOf(exercise);
  return new Set(
    (seeds.length === 0 ? [1] : seeds).flatMap((seed) => answersWith(exercise, seed).flatMap(([id, text]) => (/^[-\u2212]/.test(text) ? [id] : []))),
  );
}

/** What cannot be drawn or reckoned has a problem of its own. */
function answersWith(exercise: PackedExercise, seed: number): [string, string][] {
  try {
    const { solution } = solve(exercise, { seed });
    if (solution.kind === 'number') return [['', solution.text]];
    return solution.kind === 'number-steps' ? Object.entries(solution.steps) : solution.kind === 'calculation' ? Object.entries(solution.rows) : [];
  } catch (cause) {
    if (cause instanceof ExpressionError) return [];
    throw cause;
  }
}
