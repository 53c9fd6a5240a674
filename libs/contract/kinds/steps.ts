import * as z from 'zod/mini';
import { PartId, Typed } from './parts.js';

/** By step or row what was typed there. */
export const numberStepsResponse = { steps: z.record(PartId, Typed) };
const Step = z.object({
  id: PartId,
  label: z.string(),
  labelPlain: z.string(),
  unit: z.optional(z.string()),
  decimals: z.number(),
  signed: z.optional(z.literal(true)),
});
export const NumberStepsView = z.object({ kind: z.literal('number-steps'), steps: z.array(Step) });

export const calculationResponse = { rows: z.record(PartId, Typed) };
/** `given`: the value that stands in the row already, as shown; rows without it are filled in. `sum`: a line is drawn above. */
export const CalculationView = z.object({
  kind: z.literal('calculation'),
  rows: z.array(z.extend(Step, { given: z.optional(z.string()), sum: z.optional(z.boolean()) })),
});
