import * as z from 'zod/mini';
import { Mistakes, PackedSay } from './file-parts.js';
import { PartId } from './parts.js';

const Word = z.string().check(z.trim(), z.minLength(1), z.maxLength(60));
const Words = z.array(Word).check(z.minLength(3), z.maxLength(16));
/** `words` stand in the right order; `alsoRight` are other right orders of the same words. */
export const wordOrderFile = {
  kind: z.literal('word-order'),
  words: Words,
  end: z.optional(z.enum(['.', '?', ','])),
  alsoRight: z.optional(z.array(Words)),
  extra: z.optional(z.array(Word).check(z.maxLength(6))),
  /** Said when `before` stands somewhere before `after`, or when `word` stands first or last. */
  mistakes: Mistakes({ before: z.optional(Word), after: z.optional(Word), word: z.optional(Word), at: z.optional(z.enum(['first', 'last'])) }),
};
export const PackedWordOrder = z.object({
  kind: z.literal('word-order'),
  /** All words with their ids, those that are left over last. */
  words: z.array(z.object({ id: PartId, text: z.string() })),
  /** Right orders, as texts. */
  orders: z.array(z.array(z.string())),
  end: z.string(),
  mistakes: z.array(
    z.extend(PackedSay, {
      before: z.optional(z.string()),
      after: z.optional(z.string()),
      word: z.optional(z.string()),
      at: z.optional(z.enum(['first', 'last'])),
    }),
  ),
});
