import * as z from 'zod/mini';
import { Text2 } from './prose.js';

/**
 * The answers of many to one task, without names: how often each was given. A choice has one part, a cloze one for each gap,
 * a matching one for each line; `label` says which, and is null for the whole task. `right` is null until the solution is shown.
 */
export const AnswersSummary = z.object({
  answers: z.number(),
  parts: z.array(
    z.object({
      label: z.nullable(Text2),
      rows: z.array(z.object({ text: Text2, count: z.number(), right: z.nullable(z.boolean()) })),
    }),
  ),
});
export type AnswersSummary = z.infer<typeof AnswersSummary>;
