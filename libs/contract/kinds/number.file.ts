import * as z from 'zod/mini';
import { Decimals, Formula, Line, Mistakes, PackedSay, Tolerance, ToleranceEntry } from './file-parts.js';

export const numberFile = {
  kind: z.literal('number'),
  answer: Formula,
  unit: z.optional(Line),
  decimals: Decimals,
  tolerance: z.optional(ToleranceEntry),
  mistakes: Mistakes({ when: z.string() }),
};
export const PackedNumber = z.object({
  kind: z.literal('number'),
  answer: z.string(),
  unit: z.optional(z.string()),
  decimals: z.number(),
  tolerance: Tolerance,
  /** Below zero with some of its seeds. */
  signed: z.optional(z.literal(true)),
  mistakes: z.array(z.extend(PackedSay, { when: z.string() })),
});
