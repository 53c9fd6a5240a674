import type { PackedExercise, Response, Text2 } from '#lotse/contract';
import { valuesFor } from './draw-params.js';
import { fillText, joinTexts } from './fill-prose.js';
import { rulesOf } from './kinds/index.js';

/**
 * What is shown after a right answer or the last try: a full right response (a number without its unit, as
 * the field shows the unit itself), the explanation and where it comes from.
 */
export function solve(exercise: PackedExercise, given: { seed: number }): { solution: Response; explanation: Text2; sources: PackedExercise['sources'] } {
  const { body } = exercise;
  const values = valuesFor(exercise, given.seed);
  const rules = rulesOf(body);
  const explanation = fillText(exercise.explanation, values);
  const more = rules.explain?.(body, values) ?? null;
  // what was heard is read once the last part is done
  const heard = exercise.group?.transcript;
  return {
    solution: rules.solve(body, values),
    explanation: joinTexts(explanation, ...(more ? [more] : []), ...(heard ? [heard] : [])),
    sources: exercise.sources,
  };
}

/** A wrong answer that fits the task. */
export function wrongAnswer(exercise: PackedExercise, given: { seed: number }): Response {
  const { body } = exercise;
  const values = valuesFor(exercise, given.seed);
  return rulesOf(body).wrong(body, rulesOf(body).solve(body, values), values);
}
