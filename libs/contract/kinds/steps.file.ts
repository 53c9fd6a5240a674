import * as z from 'zod/mini';
import { Decimals, Formula, Line, Mistakes, PackedSay, Tolerance, ToleranceEntry } from './file-parts.js';

/** Ids of steps and rows are names in formulas, so they have no "-". */
export const StepId = z.string().check(z.regex(/^[a-z][a-z0-9_]{0,29}$/, 'a step is named by small letters, digits and "_", because formulas use it'));
const field = { id: StepId, label: Line, labelPlain: z.optional(Line), unit: z.optional(Line), decimals: Decimals };
const StepEntry = z.strictObject({ ...field, answer: Formula, tolerance: z.optional(ToleranceEntry), mistakes: Mistakes({ when: z.string() }) });
export const numberStepsFile = { kind: z.literal('number-steps'), steps: z.array(StepEntry).check(z.minLength(2), z.maxLength(8)) };

/** A row is either `given` (shown) or has an `answer` (filled in). */
const RowEntry = z.strictObject({
  ...field,
  given: z.optional(Formula),
  answer: z.optional(Formula),
  tolerance: z.optional(ToleranceEntry),
  sum: z.optional(z.boolean()),
  mistakes: Mistakes({ when: z.string() }),
});
export const calculationFile = { kind: z.literal('calculation'), rows: z.array(RowEntry).check(z.minLength(2), z.maxLength(16)) };

const packedField = { id: StepId, label: z.string(), labelPlain: z.string(), unit: z.optional(z.string()), decimals: z.number() };
const packedAnswer = {
  answer: z.string(),
  tolerance: Tolerance,
  signed: z.optional(z.literal(true)),
  mistakes: z.array(z.extend(PackedSay, { when: z.string() })),
};
export const PackedStep = z.object({ ...packedField, ...packedAnswer });
export type PackedStep = z.infer<typeof PackedStep>;
export const PackedNumberSteps = z.object({ kind: z.literal('number-steps'), steps: z.array(PackedStep) });
export const PackedCalculation = z.object({
  kind: z.literal('calculation'),
  rows: z.array(z.object({ ...packedField, ...packedAnswer, given: z.boolean(), sum: z.boolean() })),
});
