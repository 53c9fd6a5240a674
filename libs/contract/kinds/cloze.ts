import * as z from 'zod/mini';
import { Text2 } from '../prose.js';
import { PartId, Typed } from './parts.js';

export const clozeResponse = { gaps: z.record(PartId, Typed) };
export const ClozeView = z.object({
  kind: z.literal('cloze'),
  /** Prose with `{gap}` inlines, at both levels. */
  text: Text2,
  gaps: z.array(z.object({ id: PartId, input: z.enum(['typed', 'select']), options: z.optional(z.array(z.string())) })),
  /** Given words, to be tapped or typed into typed gaps. */
  words: z.optional(z.array(z.string())),
});
