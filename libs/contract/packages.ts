import * as z from 'zod/mini';
import { GlossaryEntry, SourceView } from './exercises.js';
import { Prose, Text2 } from './prose.js';
import { ContentId } from './words.js';

/**
 * The compiled form of content: immutable JSON, named by its sha256. It holds solutions and therefore
 * stays on the server (later also on a device that practises offline); the browser's task is `TaskView`.
 */
const Say = z.object({ say: Text2 });
const PackedOption = z.object({
  id: z.string(),
  text: Prose,
  textPlain: Prose,
  correct: z.boolean(),
  feedback: z.nullable(Text2),
  misconception: z.optional(z.string()),
});

export const Tolerance = z.union([
  z.object({ mode: z.literal('exact') }),
  z.object({ mode: z.enum(['abs', 'rel']), by: z.number() }),
  z.object({ mode: z.literal('range'), from: z.number(), to: z.number() }),
]);
export type Tolerance = z.infer<typeof Tolerance>;

export const Param = z.union([
  z.object({ int: z.tuple([z.number(), z.number()]), step: z.optional(z.number()) }),
  z.object({ pick: z.array(z.number()).check(z.minLength(1)) }),
]);
export type Param = z.infer<typeof Param>;

export const PackedBody = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('single-choice'), options: z.array(PackedOption), shuffle: z.boolean() }),
  z.object({ kind: z.literal('multiple-choice'), options: z.array(PackedOption), shuffle: z.boolean() }),
  z.object({
    kind: z.literal('number'),
    answer: z.string(),
    unit: z.optional(z.string()),
    decimals: z.number(),
    tolerance: Tolerance,
    params: z.record(z.string(), Param),
    derive: z.record(z.string(), z.string()),
    require: z.optional(z.string()),
    seeds: z.array(z.number()),
    mistakes: z.array(z.extend(Say, { when: z.string() })),
  }),
  z.object({
    kind: z.literal('cloze'),
    text: Text2,
    gaps: z.array(
      z.object({
        id: z.string(),
        input: z.enum(['typed', 'select']),
        match: z.enum(['content', 'language', 'exact']),
        answers: z.array(z.string()),
        options: z.optional(z.array(z.string())),
        feedback: z.nullable(Text2),
        mistakes: z.array(z.extend(Say, { answer: z.string() })),
      }),
    ),
  }),
  z.object({
    kind: z.literal('order'),
    items: z.array(z.object({ id: z.string(), text: Prose, textPlain: Prose })),
    mistakes: z.array(z.extend(Say, { before: z.string(), after: z.string() })),
  }),
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
});
export type PackedExercise = z.infer<typeof PackedExercise>;

export const UnitPackage = z.object({
  format: z.literal(1),
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
  exercises: z.array(PackedExercise),
  glossary: z.array(GlossaryEntry),
});
export type UnitPackage = z.infer<typeof UnitPackage>;
