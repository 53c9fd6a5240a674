import type { PackedExercise, Response } from '#lotse/contract';
import type { Values } from './decimal.js';
import { drawParams } from './draw-params.js';
import { fillText } from './fill-prose.js';
import { markMultiple, markSingle } from './mark-choice.js';
import { markCloze } from './mark-cloze.js';
import { markNumber } from './mark-number.js';
import { markOrder } from './mark-order.js';
import { UnfitResponse, type Marked, type ResponseOf } from './marked.js';

/** Goes up with every change that could mark an answer differently; stored with each answer. */
export const MARKING_VERSION = 1;

/** Drawn values of an exercise; only number tasks have any. */
export function valuesFor(exercise: PackedExercise, seed: number): Values {
  return exercise.body.kind === 'number' ? drawParams(exercise.body, seed) : {};
}

/**
 * Marks one answer. `seed` picks the variant of a number task (any whole number for the other kinds).
 * Feedback always gives a reason at both text levels. Throws UnfitResponse if the response cannot belong to
 * this exercise; an empty or unreadable answer is `unclear`, not an error.
 */
export function mark(exercise: PackedExercise, response: Response, given: { seed: number }): Marked {
  const body = exercise.body;
  if (body.kind !== response.kind) throw new UnfitResponse(`a ${body.kind} task cannot be answered with ${response.kind}`);
  const values = valuesFor(exercise, given.seed);
  const general = { right: fillText(exercise.feedback.right, values), wrong: fillText(exercise.feedback.wrong, values) };
  switch (body.kind) {
    case 'single-choice':
      return markSingle(body, response as ResponseOf<'single-choice'>, general);
    case 'multiple-choice':
      return markMultiple(body, response as ResponseOf<'multiple-choice'>, general);
    case 'number':
      return markNumber(body, response as ResponseOf<'number'>, general, given.seed);
    case 'cloze':
      return markCloze(body, response as ResponseOf<'cloze'>, general);
    case 'order':
      return markOrder(body, response as ResponseOf<'order'>, general);
  }
}
