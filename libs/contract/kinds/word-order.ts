import * as z from 'zod/mini';
import { PartId, PartIds } from './parts.js';

/** Ids of the words in the order in which they were placed. */
export const wordOrderResponse = { words: PartIds(24) };
/** `end`: the sign behind the last word. `length`: how many words the sentence has, where some are left over. */
export const WordOrderView = z.object({
  kind: z.literal('word-order'),
  words: z.array(z.object({ id: PartId, text: z.string() })),
  length: z.number(),
  end: z.string(),
});
