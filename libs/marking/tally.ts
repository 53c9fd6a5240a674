import type { AnswersSummary, PackedExercise, Response } from '#lotse/contract';
import { valuesFor } from './draw-params.js';
import { rulesOf } from './kinds/index.js';
import { mark } from './mark.js';
import { say } from './phrases.js';

/** Right by chance in at most one of a hundred tries: three such items are needed before a competence counts as secure. */
const HARD = 0.01;
export function isHardToGuess({ body }: Pick<PackedExercise, 'body'>): boolean {
  return rulesOf(body).chance(body) <= HARD;
}

type Rows = AnswersSummary['parts'][number]['rows'];

/**
 * What a room shows of an exercise: for each part how often what was given, most frequent first, without names.
 * `shown`: whether the solution has been shown; before that nothing says what is right.
 */
export function summarise(exercise: PackedExercise, responses: readonly Response[], given: { seed: number; shown: boolean }): AnswersSummary {
  const values = valuesFor(exercise, given.seed);
  const parts = new Map<string, Map<string, Rows[number]>>();
  for (const response of responses) {
    const marked = mark(exercise, response, given);
    for (const tally of rulesOf(exercise.body).tally(exercise.body, response, { values, marked, shown: given.shown })) {
      const rows = parts.get(tally.part) ?? new Map<string, Rows[number]>();
      parts.set(tally.part, rows);
      const count = (rows.get(tally.given)?.count ?? 0) + 1;
      rows.set(tally.given, { text: say(tally.given === '' ? '–' : tally.given), count, right: given.shown ? tally.right : null });
    }
  }
  return {
    answers: responses.length,
    parts: [...parts].map(([part, rows]) => ({ label: part === '' ? null : say(part), rows: [...rows.values()].sort((a, b) => b.count - a.count) })),
  };
}
