import * as z from 'zod/mini';
import type { ExamScale } from './exams.js';
import { Line, Text, Whole } from './kinds/file-parts.js';
import { ContentId } from './words.js';

/** The YAML files of `content/` other than exercises (content/README.md). Objects are strict, as in exercise-file.ts. */
const LocalDate = z.iso.date();
const Title = z.strictObject({ de: Line, en: Line });

export const SourceNote = z.strictObject({ law: Line, section: Line, url: z.url({ protocol: /^https$/ }), asOf: LocalDate, checked: z.boolean() });
export type SourceNote = z.infer<typeof SourceNote>;

export const CompetencesFile = z.strictObject({ competences: z.array(z.strictObject({ id: ContentId, title: Title, area: Line })) });
export type CompetencesFile = z.infer<typeof CompetencesFile>;

export const FactFile = z.strictObject({
  id: ContentId,
  title: Line,
  unit: z.optional(Line),
  values: z
    .array(z.strictObject({ validFrom: LocalDate, validTo: z.optional(LocalDate), value: z.union([z.number(), Line]), source: SourceNote }))
    .check(z.minLength(1)),
});
export type FactFile = z.infer<typeof FactFile>;

/** Short translations for learners. `machine` until a person who speaks the language has reviewed them; they stay outside packages. */
const Glosses = z.strictObject({
  status: z.enum(['machine', 'reviewed']),
  en: z.optional(Line),
  tr: z.optional(Line),
  ar: z.optional(Line),
  uk: z.optional(Line),
});
export const GlossaryFile = z.strictObject({
  entries: z.array(
    z.strictObject({ id: ContentId, term: Line, forms: z.optional(Line), plain: Text, example: z.optional(Text), glosses: z.optional(Glosses) }),
  ),
});
export type GlossaryFile = z.infer<typeof GlossaryFile>;

export const ModuleFile = z.strictObject({
  id: ContentId,
  version: z.string().check(z.regex(/^\d+\.\d+\.\d+$/, 'a version is three numbers in quotes, such as "1.0.0"')),
  title: Title,
  goals: z.array(Line),
  units: z.array(ContentId).check(z.minLength(1)),
  owner: Line,
  status: z.enum(['draft', 'review', 'released']),
});
export type ModuleFile = z.infer<typeof ModuleFile>;

const Ids = z.array(ContentId);
/** The rhythm of a unit. Only `block` and `mixed` count for the grade; `dayTwo` and `week` come back in the review plan. */
export const UnitSections = z.strictObject({
  entry: z.optional(Ids),
  example: z.optional(Ids),
  block: Ids.check(z.minLength(1)),
  mixed: z.optional(Ids),
  summary: z.optional(z.array(z.strictObject({ text: Text, textPlain: Text })).check(z.maxLength(5))),
  words: z.optional(Ids),
  dayTwo: z.optional(Ids),
  week: z.optional(Ids),
});
export type UnitSections = z.infer<typeof UnitSections>;

/** Either `sections` or, for a unit that is one block, `exercises`. */
export const UnitFile = z.strictObject({
  id: ContentId,
  title: Title,
  goals: z.array(Line).check(z.minLength(1)),
  minutes: Whole.check(z.minimum(1), z.maximum(60)),
  competences: z.array(ContentId).check(z.minLength(1)),
  exercises: z.optional(Ids.check(z.minLength(1))),
  sections: z.optional(UnitSections),
});
export type UnitFile = z.infer<typeof UnitFile>;

/** Scales by which points of 100 become grades: data with a source and a beginning, because chambers may change them. */
export const GradeScalesFile = z.strictObject({
  scales: z.array(
    z.strictObject({
      id: ContentId,
      values: z
        .array(
          z.strictObject({
            validFrom: LocalDate,
            validTo: z.optional(LocalDate),
            /** Passed from so many points on. */
            pass: Whole.check(z.minimum(1), z.maximum(100)),
            /** Best first; the last is from 0. */
            steps: z
              .array(z.strictObject({ from: Whole.check(z.minimum(0), z.maximum(100)), grade: Whole.check(z.minimum(1), z.maximum(9)), title: Line }))
              .check(z.minLength(2)),
            source: SourceNote,
          }),
        )
        .check(z.minLength(1)),
    }),
  ),
});
export type GradeScalesFile = z.infer<typeof GradeScalesFile>;

/** So many tasks of these units, each for so many points. */
export const ExamSlot = z.strictObject({
  units: Ids.check(z.minLength(1)),
  tasks: Whole.check(z.minimum(1), z.maximum(40)),
  points: Whole.check(z.minimum(1), z.maximum(50)),
});
export type ExamSlot = z.infer<typeof ExamSlot>;

/** The plan of a mock exam: areas with slots, which each attempt fills with tasks of its own. */
export const ExamFormFile = z.strictObject({
  id: ContentId,
  rev: Whole.check(z.minimum(1)),
  title: Title,
  about: Title,
  minutes: Whole.check(z.minimum(10), z.maximum(240)),
  /** By how many per cent the time is longer before the first attempt that was handed in, for whoever wants it. */
  longerFirst: z.optional(Whole.check(z.minimum(5), z.maximum(100))),
  /** Id in `taxonomy/grade-scales.yaml`. */
  scale: ContentId,
  areas: z
    .array(
      z.strictObject({
        id: ContentId,
        title: Title,
        minutes: Whole.check(z.minimum(1)),
        slots: z.array(ExamSlot).check(z.minLength(1)),
      }),
    )
    .check(z.minLength(1), z.maxLength(12)),
});
export type ExamFormFile = z.infer<typeof ExamFormFile>;

/** A form as attempts keep it: with the scale of its day. */
export interface PackedForm {
  id: string;
  rev: number;
  title: string;
  about: string;
  minutes: number;
  longerFirst: number | null;
  scale: ExamScale;
  areas: { id: string; title: string; minutes: number; slots: ExamSlot[] }[];
}
