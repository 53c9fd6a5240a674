import * as z from 'zod/mini';
import { GROUP_KINDS, TASK_KINDS, TaskKind, type GroupKind } from './exercises.js';
import { bookingResponse } from './kinds/booking.js';
import { bookingFile } from './kinds/booking.file.js';
import { multipleChoiceResponse, singleChoiceResponse } from './kinds/choice.js';
import { multipleChoiceFile, singleChoiceFile } from './kinds/choice.file.js';
import { clozeResponse } from './kinds/cloze.js';
import { clozeFile } from './kinds/cloze.file.js';
import { endingResponse } from './kinds/ending.js';
import { endingFile } from './kinds/ending.file.js';
import { Formula, Line, Text, Whole } from './kinds/file-parts.js';
import { openResponse, recordingResponse, writingResponse } from './kinds/hand.js';
import { openFile, recordingFile, writingFile } from './kinds/hand.file.js';
import { hotTextResponse } from './kinds/hot-text.js';
import { hotTextFile } from './kinds/hot-text.file.js';
import { dialogueResponse } from './kinds/dialogue.js';
import { dialogueFile } from './kinds/dialogue.file.js';
import { dictationResponse } from './kinds/dictation.js';
import { dictationFile } from './kinds/dictation.file.js';
import { listeningMaterial } from './kinds/listening.file.js';
import { matchingResponse } from './kinds/matching.js';
import { matchingFile } from './kinds/matching.file.js';
import { numberResponse } from './kinds/number.js';
import { numberFile } from './kinds/number.file.js';
import { orderResponse } from './kinds/order.js';
import { orderFile } from './kinds/order.file.js';
import { PartId } from './kinds/parts.js';
import { calculationResponse, numberStepsResponse } from './kinds/steps.js';
import { calculationFile, numberStepsFile } from './kinds/steps.file.js';
import { taskReadingResponse } from './kinds/task-reading.js';
import { taskReadingFile } from './kinds/task-reading.file.js';
import { wordOrderResponse } from './kinds/word-order.js';
import { wordOrderFile } from './kinds/word-order.file.js';
import { SourceNote } from './content-files.js';
import { ContentId } from './words.js';

/**
 * One exercise as a YAML file (content/README.md). Objects are strict: an unknown field is an error at its path, so a
 * slip never vanishes silently. What a kind needs stands in `kinds/<kind>.file.ts`; all else is common.
 */
const Difficulty = Whole.check(z.minimum(1), z.maximum(3));

/** Not trimmed, so that the check can name a space at either end. */
const CellValue = z.union([z.number(), z.string().check(z.minLength(1), z.maxLength(300))]);
const ParamEntry = z.union([
  z.strictObject({ int: z.tuple([z.number(), z.number()]), step: z.optional(z.number().check(z.positive())) }),
  z.strictObject({ pick: z.array(CellValue).check(z.minLength(1)) }),
]);

/** A family: the same task with other numbers, words or cases. `cases` are rows; seed 1 draws the first, seed 2 the second. */
const Family = {
  params: z.optional(z.record(z.string(), ParamEntry)),
  cases: z.optional(z.array(z.record(z.string(), CellValue)).check(z.minLength(2), z.maxLength(40))),
  derive: z.optional(z.record(z.string(), Formula)),
  require: z.optional(z.string()),
  seeds: z.optional(z.array(Whole).check(z.maxLength(200))),
};

const DocumentEntry = z.strictObject({ title: Line, text: Text, textPlain: z.optional(Text) });

/** What every task says, alone or as a part of a situation. */
const Said = {
  operator: z.optional(Line),
  sources: z.optional(z.array(SourceNote)),
  stem: Text,
  stemPlain: Text,
  hint: z.optional(Text),
  hintPlain: z.optional(Text),
  glossary: z.optional(z.array(ContentId)),
  feedback: z.strictObject({ right: Text, rightPlain: Text, wrong: Text, wrongPlain: Text }),
  explanation: Text,
  explanationPlain: Text,
};
/** A worked example: the parts that stand there already, or all of them. */
const Prefilled = { prefilled: z.optional(z.union([z.literal('all'), z.array(z.string()).check(z.minLength(1))])) };

const Common = {
  id: ContentId,
  rev: Whole.check(z.minimum(1)),
  cefr: z.enum(['A1', 'A2', 'B1', 'B2', 'C1', 'C2']),
  occupations: z.array(Line).check(z.minLength(1)),
  documents: z.optional(z.array(DocumentEntry).check(z.minLength(1), z.maxLength(4))),
  change: z.enum(['typo', 'clarify', 'key', 'law', 'breaking']),
  ...Family,
};

type Fields = Record<string, z.ZodMiniType>;
const testOf = <R extends Fields>(response: R) =>
  z.strictObject({
    response: z.strictObject(response),
    score: z.number().check(z.minimum(0), z.maximum(1)),
    verdict: z.enum(['right', 'partly', 'wrong', 'unclear']),
    says: z.optional(Line),
    seed: z.optional(Whole),
  });

/** A task with a file of its own. */
const task = <F extends Fields, R extends Fields>(fields: F, response: R) =>
  z.strictObject({ ...Common, competence: ContentId, difficulty: Difficulty, ...Said, ...Prefilled, ...fields, tests: z.array(testOf(response)) });
/** A task that people mark: nothing of it can be tried by a test. */
const handTask = <F extends Fields, R extends Fields>(fields: F, response: R) =>
  z.strictObject({
    ...{ ...Common, competence: ContentId, difficulty: Difficulty, ...Said, ...Prefilled, ...fields },
    tests: z._default(z.array(testOf(response)).check(z.maxLength(0)), []),
  });
/** A task inside a situation: what it does not say itself it takes from there. */
const part = <F extends Fields, R extends Fields>(fields: F, response: R) =>
  z.strictObject({
    ...{ id: PartId, competence: z.optional(ContentId), difficulty: z.optional(Difficulty) },
    ...Said,
    ...fields,
    tests: z.array(testOf(response)),
  });

const TaskEntry = z.discriminatedUnion('kind', [
  task(singleChoiceFile, singleChoiceResponse),
  task(multipleChoiceFile, multipleChoiceResponse),
  task(matchingFile, matchingResponse),
  task(orderFile, orderResponse),
  task(numberFile, numberResponse),
  task(clozeFile, clozeResponse),
  task(numberStepsFile, numberStepsResponse),
  task(calculationFile, calculationResponse),
  task(hotTextFile, hotTextResponse),
  task(wordOrderFile, wordOrderResponse),
  task(endingFile, endingResponse),
  task(taskReadingFile, taskReadingResponse),
  task(bookingFile, bookingResponse),
  task(dictationFile, dictationResponse),
  task(dialogueFile, dialogueResponse),
  handTask(openFile, openResponse),
  handTask(writingFile, writingResponse),
  handTask(recordingFile, recordingResponse),
]);
const PartEntry = z.discriminatedUnion('kind', [
  part(singleChoiceFile, singleChoiceResponse),
  part(multipleChoiceFile, multipleChoiceResponse),
  part(matchingFile, matchingResponse),
  part(orderFile, orderResponse),
  part(numberFile, numberResponse),
  part(clozeFile, clozeResponse),
  part(numberStepsFile, numberStepsResponse),
  part(calculationFile, calculationResponse),
  part(hotTextFile, hotTextResponse),
  part(taskReadingFile, taskReadingResponse),
  part(bookingFile, bookingResponse),
]);

const group = { ...Common, competence: ContentId, difficulty: Difficulty, sources: Said.sources, stem: Text, stemPlain: Text };
const parts = { parts: z.array(PartEntry).check(z.minLength(2), z.maxLength(6)) };
export const SituationFile = z.strictObject({ kind: z.literal('situation'), ...group, ...parts });
export type SituationFile = z.infer<typeof SituationFile>;
export const ListeningFile = z.strictObject({ kind: z.literal('listening'), ...group, ...listeningMaterial, ...parts });
export type ListeningFile = z.infer<typeof ListeningFile>;
/** Shared material with parts. */
export type GroupFile = SituationFile | ListeningFile;

/** Every form an exercise file may have. */
export const ExerciseFile = z.discriminatedUnion('kind', [TaskEntry, SituationFile, ListeningFile]);
export type ExerciseFile = z.infer<typeof ExerciseFile>;
/** One task, as the checks and the builder see it: parts of a situation have been taken out of it and know it by `group`. */
export type TaskFile = z.infer<typeof TaskEntry> & { group?: TaskFileGroup };
export interface TaskFileGroup {
  id: string;
  part: number;
  of: number;
  stem: string;
  plain: string;
  audio?: ListeningFile['audio'];
  plays?: number;
}
export type TaskFileOf<K extends TaskKind> = Extract<TaskFile, { kind: K }>;
export type PartFile = z.infer<typeof PartEntry>;
export type ExerciseTest = TaskFile['tests'][number];

export const isTaskKind = (kind: unknown): kind is TaskKind => TASK_KINDS.some((one) => one === kind);
export const isGroupKind = (kind: unknown): kind is GroupKind => GROUP_KINDS.some((one) => one === kind);

/** Why a kind cannot be used, or null if it is played today. */
export function refuseKind(kind: unknown): string | null {
  if (isTaskKind(kind) || isGroupKind(kind)) return null;
  const fault = kind === undefined ? 'kind is missing' : `kind ${JSON.stringify(kind)} is unknown`;
  return `${fault}; use one of ${[...TASK_KINDS, ...GROUP_KINDS].join(', ')}`;
}
