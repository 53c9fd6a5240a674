import type { PackedBody, TaskKind } from '#lotse/contract';
import type { KindRules } from '../marked.js';
import { booking } from './booking/index.js';
import { dialogue } from './dialogue/index.js';
import { dictation } from './dictation/index.js';
import { cloze } from './cloze/index.js';
import { numberSteps } from './number-steps/index.js';
import { calculation } from './calculation/index.js';
import { hotText } from './hot-text/index.js';
import { wordOrder } from './word-order/index.js';
import { ending } from './ending/index.js';
import { taskReading } from './task-reading/index.js';
import { open, recording, writing } from './hand/index.js';
import { matching } from './matching/index.js';
import { multipleChoice } from './multiple-choice/index.js';
import { number } from './number/index.js';
import { order } from './order/index.js';
import { singleChoice } from './single-choice/index.js';

/** One for each kind: a kind without its rules does not compile. */
export const KIND_RULES: { [K in TaskKind]: KindRules<K> } = {
  'single-choice': singleChoice,
  'multiple-choice': multipleChoice,
  matching,
  order,
  number,
  cloze,
  'number-steps': numberSteps,
  calculation,
  'hot-text': hotText,
  'word-order': wordOrder,
  ending,
  'task-reading': taskReading,
  booking,
  dictation,
  dialogue,
  open,
  writing,
  recording,
};

/** The rules of a body's kind. Whoever calls them gives a body and a response of that same kind. */
export function rulesOf(body: PackedBody): KindRules<TaskKind> {
  return KIND_RULES[body.kind] as unknown as KindRules<TaskKind>;
}
