import * as z from 'zod/mini';
import { EXERCISE_KINDS, PLAYED_KINDS, PartId } from './exercises.js';
import { ContentId } from './words.js';

/**
 * The YAML files of `content/` (see content/README.md). Objects are strict: an unknown field is an error at its
 * path, so a slip of the pen never vanishes silently. Prose is a string here and becomes `Prose` when packages are built.
 */
const Text = z.string().check(z.trim(), z.minLength(1));
const Line = z.string().check(z.trim(), z.minLength(1), z.maxLength(300));
const LocalDate = z.iso.date();
const Title = z.strictObject({ de: Line, en: Line });
const Whole = z.number().check(z.int());
const Rev = Whole.check(z.minimum(1));
/** An expression, or a plain number for a value without parameters. */
const Formula = z.union([z.string().check(z.minLength(1), z.maxLength(1000)), z.number()]);

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

export const GlossaryFile = z.strictObject({
  entries: z.array(z.strictObject({ id: ContentId, term: Line, forms: z.optional(Line), plain: Text, example: z.optional(Text) })),
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

export const UnitFile = z.strictObject({
  id: ContentId,
  title: Title,
  goals: z.array(Line).check(z.minLength(1)),
  minutes: Whole.check(z.minimum(1), z.maximum(60)),
  competences: z.array(ContentId).check(z.minLength(1)),
  exercises: z.array(ContentId).check(z.minLength(1)),
});
export type UnitFile = z.infer<typeof UnitFile>;

/** A response in `tests`, without its kind: the exercise has it. */
export const TestResponse = z.union([
  z.strictObject({ choice: PartId }),
  z.strictObject({ choices: z.array(PartId) }),
  z.strictObject({ text: z.string() }),
  z.strictObject({ gaps: z.record(PartId, z.string()) }),
  z.strictObject({ order: z.array(PartId) }),
]);
export const ExerciseTest = z.strictObject({
  response: TestResponse,
  score: z.number().check(z.minimum(0), z.maximum(1)),
  verdict: z.enum(['right', 'partly', 'wrong', 'unclear']),
  says: z.optional(Line),
  seed: z.optional(Whole),
});
export type ExerciseTest = z.infer<typeof ExerciseTest>;

/** As `Tolerance` and `Param` in packages.ts, but strict. */
const ToleranceEntry = z.union([
  z.strictObject({ mode: z.literal('exact') }),
  z.strictObject({ mode: z.enum(['abs', 'rel']), by: z.number().check(z.positive()) }),
  z.strictObject({ mode: z.literal('range'), from: z.number(), to: z.number() }),
]);
const ParamEntry = z.union([
  z.strictObject({ int: z.tuple([z.number(), z.number()]), step: z.optional(z.number().check(z.positive())) }),
  z.strictObject({ pick: z.array(z.number()).check(z.minLength(1)) }),
]);

const Say = { say: Text, sayPlain: Text };
const Common = {
  id: ContentId,
  rev: Rev,
  competence: ContentId,
  difficulty: Whole.check(z.minimum(1), z.maximum(3)),
  cefr: z.enum(['A1', 'A2', 'B1', 'B2', 'C1', 'C2']),
  occupations: z.array(Line).check(z.minLength(1)),
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
  tests: z.array(ExerciseTest),
  change: z.enum(['typo', 'clarify', 'key', 'law', 'breaking']),
};

const OptionEntry = z.strictObject({
  id: PartId,
  text: Text,
  textPlain: Text,
  correct: z.optional(z.boolean()),
  feedback: z.optional(Text),
  feedbackPlain: z.optional(Text),
  misconception: z.optional(Line),
});
const Options = { options: z.array(OptionEntry).check(z.minLength(2), z.maxLength(12)), shuffle: z.optional(z.boolean()) };

const GapEntry = z.strictObject({
  id: PartId,
  input: z.enum(['typed', 'select']),
  match: z.enum(['content', 'language', 'exact']),
  answers: z.array(Line).check(z.minLength(1)),
  options: z.optional(z.array(Line).check(z.minLength(2), z.maxLength(12))),
  feedback: z.optional(Text),
  feedbackPlain: z.optional(Text),
  mistakes: z.optional(z.array(z.strictObject({ answer: Line, ...Say }))),
});

export const ExerciseFile = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('single-choice'), ...Common, ...Options }),
  z.strictObject({ kind: z.literal('multiple-choice'), ...Common, ...Options }),
  z.strictObject({
    kind: z.literal('number'),
    ...Common,
    answer: Formula,
    unit: z.optional(Line),
    decimals: Whole.check(z.minimum(0), z.maximum(8)),
    tolerance: z.optional(ToleranceEntry),
    params: z.optional(z.record(z.string(), ParamEntry)),
    derive: z.optional(z.record(z.string(), Formula)),
    require: z.optional(z.string()),
    seeds: z.optional(z.array(Whole)),
    mistakes: z.optional(z.array(z.strictObject({ when: z.string(), ...Say }))),
  }),
  z.strictObject({
    kind: z.literal('cloze'),
    ...Common,
    text: Text,
    textPlain: Text,
    gaps: z.array(GapEntry).check(z.minLength(1), z.maxLength(20)),
  }),
  z.strictObject({
    kind: z.literal('order'),
    ...Common,
    items: z.array(z.strictObject({ id: PartId, text: Text, textPlain: Text })).check(z.minLength(2), z.maxLength(12)),
    mistakes: z.optional(z.array(z.strictObject({ before: PartId, after: PartId, ...Say }))),
  }),
]);
export type ExerciseFile = z.infer<typeof ExerciseFile>;

/** Why a kind cannot be used, or null if it has a player today. */
export function refuseKind(kind: unknown): string | null {
  if (PLAYED_KINDS.some((played) => played === kind)) return null;
  const known = EXERCISE_KINDS.find((one) => one === kind);
  const fault = known !== undefined ? `kind "${known}" has no player yet` : kind === undefined ? 'kind is missing' : `kind ${JSON.stringify(kind)} is unknown`;
  return `${fault}; use one of ${PLAYED_KINDS.join(', ')}`;
}
