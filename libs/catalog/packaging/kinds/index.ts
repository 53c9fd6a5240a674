import type { PackedBody, TaskFile, TaskKind } from '#lotse/contract';
import type { ContentProblem, Loaded } from '../problem.js';
import type { ProsePen } from '../prose-pen.js';
import { booking } from './booking.js';
import { multipleChoice, singleChoice } from './choice.js';
import { cloze } from './cloze.js';
import { dialogue } from './dialogue.js';
import { dictation } from './dictation.js';
import type { FormulaAt, KindBuild } from './kind-build.js';
import { ending } from './ending.js';
import { open, recording, writing } from './hand.js';
import { hotText } from './hot-text.js';
import { matching } from './matching.js';
import { number } from './number.js';
import { calculation, numberSteps } from './steps.js';
import { taskReading } from './task-reading.js';
import { wordOrder } from './word-order.js';
import { order } from './order.js';

/** One for each kind: a kind that cannot be built does not compile. */
const BUILDS: { [K in TaskKind]: KindBuild<K> } = {
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

function buildOf(file: TaskFile): KindBuild<TaskKind> {
  return BUILDS[file.kind] as unknown as KindBuild<TaskKind>;
}

export const packBody = (file: TaskFile, pen: ProsePen): PackedBody => buildOf(file).pack(file, pen);
export const checkBody = (at: Loaded<TaskFile>): ContentProblem[] => buildOf(at.value).check(at);
export const partsOf = (file: TaskFile): { field: string; parts: readonly { id: string }[] } => buildOf(file).parts(file);
export const formulasOf = (file: TaskFile): FormulaAt[] => buildOf(file).formulas(file);
