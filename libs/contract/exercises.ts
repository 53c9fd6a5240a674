import * as z from 'zod/mini';
import { BookingView, bookingResponse } from './kinds/booking.js';
import { MultipleChoiceView, SingleChoiceView, multipleChoiceResponse, singleChoiceResponse } from './kinds/choice.js';
import { ClozeView, clozeResponse } from './kinds/cloze.js';
import { DialogueView, dialogueResponse } from './kinds/dialogue.js';
import { DictationView, dictationResponse } from './kinds/dictation.js';
import { MatchingView, matchingResponse } from './kinds/matching.js';
import { NumberView, numberResponse } from './kinds/number.js';
import { OrderView, orderResponse } from './kinds/order.js';
import { OpenView, RecordingView, WritingView, openResponse, recordingResponse, writingResponse } from './kinds/hand.js';
import { HotTextView, hotTextResponse } from './kinds/hot-text.js';
import { WordOrderView, wordOrderResponse } from './kinds/word-order.js';
import { EndingView, endingResponse } from './kinds/ending.js';
import { TaskReadingView, taskReadingResponse } from './kinds/task-reading.js';
import { CalculationView, NumberStepsView, calculationResponse, numberStepsResponse } from './kinds/steps.js';
import { Audio } from './kinds/audio.js';
import { Prose, Text2 } from './prose.js';
import { ContentId } from './words.js';

/** All kinds of the content format. `situation` and `listening` are shared material whose parts are tasks of other kinds. */
export const EXERCISE_KINDS = [
  'single-choice',
  'multiple-choice',
  'matching',
  'order',
  'number',
  'number-steps',
  'booking',
  'calculation',
  'situation',
  'open',
  'hot-text',
  'cloze',
  'word-order',
  'ending',
  'dictation',
  'listening',
  'recording',
  'dialogue',
  'writing',
  'task-reading',
] as const;
export type ExerciseKind = (typeof EXERCISE_KINDS)[number];

/** Kinds of single tasks that are marked and played. Each lib that knows kinds has one `Record` over them (ARCHITECTURE.md). */
export const TASK_KINDS = [
  'single-choice',
  'multiple-choice',
  'matching',
  'order',
  'number',
  'number-steps',
  'booking',
  'calculation',
  'hot-text',
  'cloze',
  'word-order',
  'ending',
  'dictation',
  'dialogue',
  'task-reading',
  'open',
  'writing',
  'recording',
] as const;
export const TaskKind = z.enum(TASK_KINDS);
export type TaskKind = z.infer<typeof TaskKind>;

/** Kinds whose files are shared material with parts, each a task of its own. */
export const GROUP_KINDS = ['situation', 'listening'] as const;
export type GroupKind = (typeof GROUP_KINDS)[number];

/** What a learner gave, raw as typed; also the form in which a solution is shown. */
export const Response = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('single-choice'), ...singleChoiceResponse }),
  z.strictObject({ kind: z.literal('multiple-choice'), ...multipleChoiceResponse }),
  z.strictObject({ kind: z.literal('matching'), ...matchingResponse }),
  z.strictObject({ kind: z.literal('order'), ...orderResponse }),
  z.strictObject({ kind: z.literal('number'), ...numberResponse }),
  z.strictObject({ kind: z.literal('cloze'), ...clozeResponse }),
  z.strictObject({ kind: z.literal('task-reading'), ...taskReadingResponse }),
  z.strictObject({ kind: z.literal('ending'), ...endingResponse }),
  z.strictObject({ kind: z.literal('word-order'), ...wordOrderResponse }),
  z.strictObject({ kind: z.literal('hot-text'), ...hotTextResponse }),
  z.strictObject({ kind: z.literal('calculation'), ...calculationResponse }),
  z.strictObject({ kind: z.literal('number-steps'), ...numberStepsResponse }),
  z.strictObject({ kind: z.literal('booking'), ...bookingResponse }),
  z.strictObject({ kind: z.literal('dictation'), ...dictationResponse }),
  z.strictObject({ kind: z.literal('dialogue'), ...dialogueResponse }),
  z.strictObject({ kind: z.literal('open'), ...openResponse }),
  z.strictObject({ kind: z.literal('writing'), ...writingResponse }),
  z.strictObject({ kind: z.literal('recording'), ...recordingResponse }),
]);
export type Response = z.infer<typeof Response>;

/** What the task page shows for each kind. It holds nothing that gives the solution away. */
export const TaskBody = z.discriminatedUnion('kind', [
  SingleChoiceView,
  MultipleChoiceView,
  MatchingView,
  OrderView,
  NumberView,
  NumberStepsView,
  CalculationView,
  HotTextView,
  ClozeView,
  WordOrderView,
  EndingView,
  TaskReadingView,
  BookingView,
  DictationView,
  DialogueView,
  OpenView,
  WritingView,
  RecordingView,
]);
export type TaskBody = z.infer<typeof TaskBody>;

export const GlossaryEntry = z.object({ id: z.string(), term: z.string(), forms: z.optional(z.string()), plain: z.string(), example: z.optional(z.string()) });
export type GlossaryEntry = z.infer<typeof GlossaryEntry>;

/** Where a statement of law or a value comes from: shown under the explanation. */
export const SourceView = z.object({ label: z.string(), asOf: z.string() });

/** Sections of a unit that hold tasks. The first four are played in the unit, the last two belong to the review plan. */
export const SECTIONS = ['entry', 'example', 'block', 'mixed', 'dayTwo', 'week'] as const;
export const Section = z.enum(SECTIONS);
export type Section = z.infer<typeof Section>;

/** A Beleg, a price list, a letter: shown in a sheet beside the task. */
export const TaskDocument = z.object({ title: z.string(), text: Prose, textPlain: Prose });

/** Part `part` of `of` of a situation or of something heard; `stem` is the situation itself. `plays`: how often an exam plays it. */
export const TaskGroup = z.object({
  id: ContentId,
  part: z.number(),
  of: z.number(),
  stem: Text2,
  audio: z.optional(z.extend(Audio, { plays: z.number() })),
});

/** One task as a learner sees it, before any answer. */
export const TaskView = z.object({
  exerciseId: ContentId,
  rev: z.number(),
  competence: ContentId,
  stem: Text2,
  hint: z.optional(Text2),
  glossary: z.array(GlossaryEntry),
  body: TaskBody,
  group: z.optional(TaskGroup),
  documents: z.optional(z.array(TaskDocument)),
  /** A worked example: what of the solution stands there already, and whether nothing is left to do but to read it: then with the reasons. */
  prefilled: z.optional(z.object({ response: Response, parts: z.array(z.string()), all: z.boolean(), explanation: z.optional(Text2) })),
  /** As on a chamber's paper: without help, and numbers in boxes for digits. */
  exam: z.optional(z.literal(true)),
});
export type TaskView = z.infer<typeof TaskView>;
