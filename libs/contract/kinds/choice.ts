import * as z from 'zod/mini';
import { PartId, PartIds, ShownPart } from './parts.js';

export const singleChoiceResponse = { choice: PartId };
export const SingleChoiceView = z.object({ kind: z.literal('single-choice'), options: z.array(ShownPart) });

export const multipleChoiceResponse = { choices: PartIds(12) };
/** `pick`: how many options are right; the task says so. */
export const MultipleChoiceView = z.object({ kind: z.literal('multiple-choice'), options: z.array(ShownPart), pick: z.number() });
