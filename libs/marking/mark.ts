import type { PackedExercise, Response, Text2 } from '#lotse/contract';
import { familyOf, valuesFor } from './draw-params.js';
import { fillText } from './fill-prose.js';
import { rulesOf } from './kinds/index.js';
import { UnfitResponse, type Marked, type Mode } from './marked.js';

const NOTHING: Text2 = { standard: [], plain: [] };

/** Goes up with every change that could mark an answer differently; stored with each answer. */
export const MARKING_VERSION = 3;

/**
 * Marks one answer. `seed` picks the variant of a family (any whole number for a task that is none).
 * Feedback always gives a reason at both text levels. Throws UnfitResponse if the response cannot belong to
 * this exercise; an empty or unreadable answer is `unclear`, not an error. `last`: no try follows, so what the author says in
 * general about the next one is left out; the explanation stands in its place.
 */
export function mark(exercise: PackedExercise, response: Response, given: { seed: number; mode?: Mode; last?: boolean }): Marked {
  const { body } = exercise;
  if (body.kind !== response.kind) throw new UnfitResponse(`a ${body.kind} task cannot be answered with ${response.kind}`);
  const values = valuesFor(exercise, given.seed);
  // what is said is filled in below, whoever says it
  const general = given.last === true ? { right: exercise.feedback.right, wrong: NOTHING } : exercise.feedback;
  const marked = rulesOf(body).mark(body, response, { values, derive: familyOf(exercise).derive, general, mode: given.mode ?? 'practice' });
  return { ...marked, feedback: fillText(marked.feedback, values) };
}
