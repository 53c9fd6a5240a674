import type { PackedExercise, Response } from '#lotse/contract';
import { valuesFor } from './draw-params.js';
import { rulesOf } from './kinds/index.js';
import { mark } from './mark.js';
import type { Tally } from './marked.js';

/** Right by chance in at most one of a hundred tries: three such items are needed before a competence counts as secure. */
const HARD = 0.01;
export function isHardToGuess({ body }: Pick<PackedExercise, 'body'>): boolean {
  return rulesOf(body).chance(body) <= HARD;
}

export interface PartTally {
  part: string;
  /** Most frequent first. */
  given: { text: string; count: number; right: boolean }[];
}

/** What a room shows of an exercise: for each part how often what was given, without names. */
export function tallyOf(exercise: PackedExercise, responses: readonly Response[], seed: number): PartTally[] {
  const values = valuesFor(exercise, seed);
  const parts = new Map<string, Map<string, { text: string; count: number; right: boolean }>>();
  for (const response of responses) {
    const marked = mark(exercise, response, { seed });
    for (const { part, given, right } of rulesOf(exercise.body).tally(exercise.body, response, { values, marked }) satisfies Tally[]) {
      const bars = parts.get(part) ?? new Map<string, { text: string; count: number; right: boolean }>();
      parts.set(part, bars);
      bars.set(given, { text: given, right, count: (bars.get(given)?.count ?? 0) + 1 });
    }
  }
  return [...parts].map(([part, bars]) => ({ part, given: [...bars.values()].sort((a, b) => b.count - a.count) }));
}
