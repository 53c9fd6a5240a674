import type { PackedExercise, Response } from '#lotse/contract';
import { words } from '../examples.js';
import { mark } from '../index.js';
import type { Marked, Mode } from '../marked.js';

/** One row of a kind's table: what was answered, and what must come of it. */
export type Row<R = Response> = [name: string, exercise: PackedExercise, response: R, verdict: string, score: number, says: string];

/** What differs from what a row says; nothing where it is marked as it should be. */
export function differs([, exercise, response, verdict, score, says]: Row, mode: Mode = 'practice'): string[] {
  const marked: Marked = mark(exercise, response, { seed: 1, mode });
  const said = words(marked.feedback);
  return [
    ...(marked.verdict === verdict ? [] : [`verdict ${marked.verdict}, not ${verdict}: ${said}`]),
    ...(Math.abs(marked.score - score) < 1e-9 ? [] : [`score ${marked.score}, not ${score}: ${said}`]),
    ...(said.includes(says) ? [] : [`says "${said}", not "${says}"`]),
    ...(marked.feedback.plain.length > 0 ? [] : ['nothing is said in plain German']),
  ];
}
