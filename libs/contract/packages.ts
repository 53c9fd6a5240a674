import * as z from 'zod/mini';
import { GlossaryEntry, Section, SourceView, TaskDocument, TaskGroup } from './exercises.js';
import { PackedBooking } from './kinds/booking.file.js';
import { PackedDialogue } from './kinds/dialogue.file.js';
import { PackedDictation } from './kinds/dictation.file.js';
import { PackedMultipleChoice, PackedSingleChoice } from './kinds/choice.file.js';
import { PackedCloze } from './kinds/cloze.file.js';
import { PackedMatching } from './kinds/matching.file.js';
import { PackedNumber } from './kinds/number.file.js';
import { PackedOrder } from './kinds/order.file.js';
import { PackedOpen, PackedRecording, PackedWriting } from './kinds/hand.file.js';
import { PackedHotText } from './kinds/hot-text.file.js';
import { PackedWordOrder } from './kinds/word-order.file.js';
import { PackedEnding } from './kinds/ending.file.js';
import { PackedTaskReading } from './kinds/task-reading.file.js';
import { PackedCalculation, PackedNumberSteps } from './kinds/steps.file.js';
import { Text2 } from './prose.js';
import { ContentId } from './words.js';

/**
 * The compiled form of content: immutable JSON, named by its sha256. It holds solutions and therefore
 * stays on the server (later also on a device that practises offline); the browser's task is `TaskView`.
 */
const CellValue = z.union([z.number(), z.string()]);
export const Param = z.union([
  z.object({ int: z.tuple([z.number(), z.number()]), step: z.optional(z.number()) }),
  z.object({ pick: z.array(CellValue).check(z.minLength(1)) }),
]);
export type Param = z.infer<typeof Param>;

/** What varies from seed to seed. A package of format 1 has these fields inside the body of a number task. */
export const Family = z.object({
  params: z.record(z.string(), Param),
  cases: z.optional(z.array(z.record(z.string(), CellValue))),
  derive: z.record(z.string(), z.string()),
  require: z.optional(z.string()),
  seeds: z.array(z.number()),
});
export type Family = z.infer<typeof Family>;

export const PackedBody = z.discriminatedUnion('kind', [
  PackedSingleChoice,
  PackedMultipleChoice,
  PackedMatching,
  PackedOrder,
  z.extend(PackedNumber, z.partial(Family).shape),
  PackedCloze,
  PackedNumberSteps,
  PackedCalculation,
  PackedHotText,
  PackedWordOrder,
  PackedEnding,
  PackedTaskReading,
  PackedBooking,
  PackedDictation,
  PackedDialogue,
  PackedOpen,
  PackedWriting,
  PackedRecording,
]);
export type PackedBody = z.infer<typeof PackedBody>;

export const PackedExercise = z.object({
  id: ContentId,
  rev: z.number(),
  competence: ContentId,
  difficulty: z.number(),
  operator: z.optional(z.string()),
  stem: Text2,
  hint: z.optional(Text2),
  glossary: z.array(z.string()),
  feedback: z.object({ right: Text2, wrong: Text2 }),
  explanation: Text2,
  sources: z.array(SourceView),
  /** Ends of validity of facts used: after the first of them the exercise is hidden. */
  validTo: z.nullable(z.string()),
  body: PackedBody,
  family: z.optional(Family),
  /** Missing: `block`. */
  section: z.optional(Section),
  /** What was heard is shown with the solution of the last part. */
  group: z.optional(z.extend(TaskGroup, { transcript: z.optional(Text2) })),
  documents: z.optional(z.array(TaskDocument)),
  prefilled: z.optional(z.union([z.literal('all'), z.array(z.string())])),
});
export type PackedExercise = z.infer<typeof PackedExercise>;

export const UnitPackage = z.object({
  /** 2: with sections, families as a field of every task, and groups. */
  format: z.union([z.literal(1), z.literal(2)]),
  unitId: ContentId,
  moduleId: ContentId,
  title: z.object({ de: z.string(), en: z.string() }),
  moduleTitle: z.object({ de: z.string(), en: z.string() }),
  /** Units of the module in order: a module link's grade is their mean. */
  moduleUnits: z.array(ContentId),
  goals: z.array(z.string()),
  minutes: z.number(),
  /** Highest level any task asks for. */
  cefr: z.optional(z.string()),
  /** Missing or empty: for all. */
  occupations: z.optional(z.array(z.string())),
  competences: z.array(z.object({ id: ContentId, title: z.object({ de: z.string(), en: z.string() }) })),
  /** In the order of play: entry, example, block, mixed; those of the review plan behind them. */
  exercises: z.array(PackedExercise),
  summary: z.optional(z.array(Text2)),
  /** Words of the unit, shown at its end. */
  words: z.optional(z.array(z.string())),
  glossary: z.array(GlossaryEntry),
});
export type UnitPackage = z.infer<typeof UnitPackage>;
