import * as z from 'zod/mini';
import { Line, LineEntry, Reason, Say, ShownEntry, Text, Whole } from './file-parts.js';
import { PartId } from './parts.js';

/** Spoken text: the audio is made from it by a command and committed beside the file. */
const Spoken = z.strictObject({ text: Text, speaker: z.optional(z.enum(['a', 'b'])) });

/** Points that belong into a text or a recording; what is hinted at while writing and ticked by whoever marks. */
const Points = z.array(z.strictObject(LineEntry)).check(z.minLength(1), z.maxLength(8));
/** Up to four criteria, each marked 0 to 3; `levels` says what 0, 1, 2 and 3 points mean. */
const Rubric = z
  .array(z.strictObject({ id: PartId, title: Line, levels: z.array(Line).check(z.minLength(4), z.maxLength(4)) }))
  .check(z.minLength(1), z.maxLength(4));
const Model = { model: Text, modelPlain: z.optional(Text) };

/** Sentence by sentence; `alsoRight` are other spellings of the whole sentence. */
export const dictationFile = {
  kind: z.literal('dictation'),
  sentences: z
    .array(z.strictObject({ id: PartId, text: Line, alsoRight: z.optional(z.array(Line)), speaker: z.optional(z.enum(['a', 'b'])) }))
    .check(z.minLength(1), z.maxLength(6)),
  mistakes: z.optional(z.array(z.strictObject({ word: Line, ...Say }))),
};

/** The whole path is one answer. A choice leads to the node `next`; without it the talk ends. */
export const dialogueFile = {
  kind: z.literal('dialogue'),
  start: PartId,
  nodes: z
    .array(
      z.strictObject({
        id: PartId,
        says: Line,
        saysPlain: z.optional(Line),
        choices: z
          .array(
            z.strictObject({
              ...LineEntry,
              points: z.union([z.literal(0), z.literal(0.5), z.literal(1)]),
              register: z.optional(z.enum(['du', 'Sie'])),
              next: z.optional(PartId),
              ...Reason,
            }),
          )
          .check(z.minLength(2), z.maxLength(4)),
      }),
    )
    .check(z.minLength(2), z.maxLength(16)),
};

export const recordingFile = {
  kind: z.literal('recording'),
  seconds: Whole.check(z.minimum(10), z.maximum(60)),
  points: Points,
  rubric: Rubric,
  ...Model,
};

export const writingFile = {
  kind: z.literal('writing'),
  form: z.enum(['mail', 'note', 'report', 'letter']),
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

/** What is heard before the parts; it is the transcript, shown once all parts are answered. */
export const listeningMaterial = { audio: z.array(Spoken).check(z.minLength(1), z.maxLength(30)), plays: z.optional(Whole.check(z.minimum(1), z.maximum(3))) };
