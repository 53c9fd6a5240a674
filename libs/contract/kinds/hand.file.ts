import * as z from 'zod/mini';
import { Text2 } from '../prose.js';
import { Line, LineEntry, ShownEntry, Text, Whole } from './file-parts.js';
import { WRITING_FORMS } from './hand.js';
import { LinePart, PartId, ShownPart } from './parts.js';

/** Points that belong into a text or a recording; what is hinted at while writing and ticked by whoever marks. */
const Points = z.array(z.strictObject(LineEntry)).check(z.minLength(1), z.maxLength(8));
/** Up to four criteria, each marked 0 to 3; `levels` says what 0, 1, 2 and 3 points mean. */
const Rubric = z
  .array(z.strictObject({ id: PartId, title: Line, levels: z.array(Line).check(z.minLength(4), z.maxLength(4)) }))
  .check(z.minLength(1), z.maxLength(4));
const Model = { model: Text, modelPlain: z.optional(Text) };

export const recordingFile = {
  kind: z.literal('recording'),
  seconds: Whole.check(z.minimum(10), z.maximum(60)),
  points: Points,
  rubric: Rubric,
  ...Model,
};

export const writingFile = {
  kind: z.literal('writing'),
  form: z.enum(WRITING_FORMS),
  words: z.tuple([Whole.check(z.minimum(5)), Whole.check(z.maximum(400))]),
  points: Points,
  phrases: z.optional(z.array(Line).check(z.maxLength(12))),
  rubric: Rubric,
  ...Model,
};

/** An answer in sentences to an exam question: first compared with the points by oneself, then marked. */
export const openFile = {
  kind: z.literal('open'),
  points: z.array(z.strictObject({ ...ShownEntry, keywords: z.optional(z.array(Line)) })).check(z.minLength(1), z.maxLength(8)),
  rubric: z.optional(Rubric),
  ...Model,
};

export const PackedRubric = z.array(z.object({ id: PartId, title: z.string(), levels: z.array(z.string()) }));
export const PackedOpen = z.object({
  kind: z.literal('open'),
  points: z.array(z.extend(ShownPart, { keywords: z.array(z.string()) })),
  rubric: PackedRubric,
  model: Text2,
});
export const PackedWriting = z.object({
  kind: z.literal('writing'),
  form: z.enum(WRITING_FORMS),
  words: z.tuple([z.number(), z.number()]),
  points: z.array(LinePart),
  phrases: z.array(z.string()),
  rubric: PackedRubric,
  model: Text2,
});
export const PackedRecording = z.object({ kind: z.literal('recording'), seconds: z.number(), points: z.array(LinePart), rubric: PackedRubric, model: Text2 });
