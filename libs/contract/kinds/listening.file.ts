import * as z from 'zod/mini';
import { Line, Whole } from './file-parts.js';

/** Spoken text: the audio is made from it by a command and committed in `content/audio`. Two speakers have two voices. */
export const SpokenEntry = z.strictObject({ text: Line, speaker: z.optional(z.enum(['a', 'b'])) });
export type Spoken = z.infer<typeof SpokenEntry>;

/** What is heard before the parts; it is the transcript, shown once all parts are answered. */
export const listeningMaterial = {
  audio: z.array(SpokenEntry).check(z.minLength(1), z.maxLength(30)),
  plays: z.optional(Whole.check(z.minimum(1), z.maximum(3))),
};
