import * as z from 'zod/mini';
import { Prose, Text2 } from './prose.js';
import { ContentId } from './words.js';

/** All kinds of the content format. A kind without a player in PLAYED_KINDS is refused by the content check. */
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
export const PLAYED_KINDS = ['single-choice', 'multiple-choice', 'number', 'cloze', 'order'] as const;
export const PlayedKind = z.enum(PLAYED_KINDS);
export type PlayedKind = z.infer<typeof PlayedKind>;

/** Id of a part inside one exercise: an option, a gap, an item. */
export const PartId = z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,30}$/));

/** What a learner gave, raw as typed; also the form in which a solution is shown. */
export const Response = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('single-choice'), choice: PartId }),
  z.strictObject({ kind: z.literal('multiple-choice'), choices: z.array(PartId).check(z.maxLength(12)) }),
  z.strictObject({ kind: z.literal('number'), text: z.string().check(z.maxLength(60)) }),
  z.strictObject({ kind: z.literal('cloze'), gaps: z.record(PartId, z.string().check(z.maxLength(120))) }),
  z.strictObject({ kind: z.literal('order'), order: z.array(PartId).check(z.maxLength(12)) }),
]);
export type Response = z.infer<typeof Response>;

const Option = z.object({ id: PartId, text: Prose, textPlain: Prose });

/** What the task page shows for each kind. It holds nothing that gives the solution away. */
export const TaskBody = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('single-choice'), options: z.array(Option) }),
  /** `pick`: how many options are right; the task says so. */
  z.object({ kind: z.literal('multiple-choice'), options: z.array(Option), pick: z.number() }),
  z.object({ kind: z.literal('number'), unit: z.optional(z.string()), decimals: z.number() }),
  z.object({
    kind: z.literal('cloze'),
    /** Prose with `{gap}` inlines, at both levels. */
    text: Text2,
    gaps: z.array(z.object({ id: PartId, input: z.enum(['typed', 'select']), options: z.optional(z.array(z.string())) })),
  }),
  z.object({ kind: z.literal('order'), items: z.array(Option) }),
]);
export type TaskBody = z.infer<typeof TaskBody>;

export const GlossaryEntry = z.object({ id: z.string(), term: z.string(), forms: z.optional(z.string()), plain: z.string(), example: z.optional(z.string()) });
export type GlossaryEntry = z.infer<typeof GlossaryEntry>;

/** Where a statement of law or a value comes from: shown under the explanation. */
export const SourceView = z.object({ label: z.string(), asOf: z.string() });

/** One task as a learner sees it, before any answer. */
export const TaskView = z.object({
  exerciseId: ContentId,
  rev: z.number(),
  competence: ContentId,
  stem: Text2,
  hint: z.optional(Text2),
  glossary: z.array(GlossaryEntry),
  body: TaskBody,
});
export type TaskView = z.infer<typeof TaskView>;
