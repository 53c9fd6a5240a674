import * as z from 'zod/mini';
import { PackedReason, PackedTruth, Reason, ShownEntry, Truth } from './file-parts.js';
import { ShownPart } from './parts.js';

const OptionEntry = z.strictObject({ ...ShownEntry, correct: z.optional(Truth), ...Reason });
const options = { options: z.array(OptionEntry).check(z.minLength(2), z.maxLength(12)), shuffle: z.optional(z.boolean()) };
export const singleChoiceFile = { kind: z.literal('single-choice'), ...options };
export const multipleChoiceFile = { kind: z.literal('multiple-choice'), ...options };

const packed = { options: z.array(z.extend(ShownPart, { correct: PackedTruth, ...PackedReason })), shuffle: z.boolean() };
export const PackedSingleChoice = z.object({ kind: z.literal('single-choice'), ...packed });
export const PackedMultipleChoice = z.object({ kind: z.literal('multiple-choice'), ...packed });
