import * as z from 'zod/mini';
import { Audio } from './audio.js';
import { PartId } from './parts.js';

/** By sentence what was typed. */
export const dictationResponse = { sentences: z.record(PartId, z.string().check(z.maxLength(600))) };
export const DictationView = z.object({ kind: z.literal('dictation'), sentences: z.array(z.object({ id: PartId, audio: Audio })) });
