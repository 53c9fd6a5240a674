import * as z from 'zod/mini';
import { Audio } from './audio.js';
import { Line, Mistakes, PackedSay } from './file-parts.js';
import { PartId } from './parts.js';

/** Sentence by sentence; `alsoRight` are other spellings of the whole sentence. */
export const dictationFile = {
  kind: z.literal('dictation'),
  sentences: z
    .array(z.strictObject({ id: PartId, text: Line, alsoRight: z.optional(z.array(Line)), speaker: z.optional(z.enum(['a', 'b'])) }))
    .check(z.minLength(1), z.maxLength(6)),
  mistakes: Mistakes({ word: Line }),
};
export const PackedDictation = z.object({
  kind: z.literal('dictation'),
  sentences: z.array(z.object({ id: PartId, text: z.string(), alsoRight: z.array(z.string()), audio: Audio })),
  mistakes: z.array(z.extend(PackedSay, { word: z.string() })),
});
