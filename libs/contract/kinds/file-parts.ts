import * as z from 'zod/mini';
import { Text2 } from '../prose.js';
import { PartId } from './parts.js';

/**
 * What the files of all kinds are made of. Prose is a string in a file and becomes `Prose` when packages are built;
 * a line is a short text without prose signs. Both may hold `{{p:name}}`.
 */
export const Text = z.string().check(z.trim(), z.minLength(1));
export const Line = z.string().check(z.trim(), z.minLength(1), z.maxLength(300));
export const Tag = z
  .string()
  .check(z.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'a tag is small letters, digits and "-", such as "brutto-statt-netto"'), z.maxLength(60));
export const Whole = z.number().check(z.int());
/** An expression, or a plain number for a value without parameters. */
export const Formula = z.union([z.string().check(z.minLength(1), z.maxLength(1000)), z.number()]);
/** Whether a part is right: always, or by a condition over parameters and columns of the case. */
export const Truth = z.union([z.boolean(), z.string().check(z.minLength(1), z.maxLength(1000))]);
/** Why this answer is wrong. */
export const Say = { say: Text, sayPlain: Text, misconception: z.optional(Tag) };
/** What is said of a part that was answered wrongly. */
export const Reason = { feedback: z.optional(Text), feedbackPlain: z.optional(Text), misconception: z.optional(Tag) };
export const ShownEntry = { id: PartId, text: Text, textPlain: Text };
export const LineEntry = { id: PartId, text: Line, textPlain: z.optional(Line) };
export const Mistakes = <T extends z.core.$ZodLooseShape>(fields: T) => z.optional(z.array(z.strictObject({ ...fields, ...Say })));
export const Decimals = Whole.check(z.minimum(0), z.maximum(8));

/** The same in a package. */
export const PackedSay = z.object({ say: Text2, misconception: z.optional(z.string()) });
export const PackedReason = { feedback: z.nullable(Text2), misconception: z.optional(z.string()) };
export const PackedTruth = z.union([z.boolean(), z.string()]);
export type PackedTruth = z.infer<typeof PackedTruth>;

export const Tolerance = z.union([
  z.object({ mode: z.literal('exact') }),
  z.object({ mode: z.enum(['abs', 'rel']), by: z.number() }),
  z.object({ mode: z.literal('range'), from: z.number(), to: z.number() }),
]);
export type Tolerance = z.infer<typeof Tolerance>;
/** As `Tolerance`, but strict. */
export const ToleranceEntry = z.union([
  z.strictObject({ mode: z.literal('exact') }),
  z.strictObject({ mode: z.enum(['abs', 'rel']), by: z.number().check(z.positive()) }),
  z.strictObject({ mode: z.literal('range'), from: z.number(), to: z.number() }),
]);
