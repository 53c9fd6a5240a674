import * as z from 'zod/mini';
import { Text2 } from '../prose.js';
import { Line, Mistakes, PackedReason, PackedSay, Reason, Text } from './file-parts.js';
import { PartId } from './parts.js';

const GapEntry = z.strictObject({
  id: PartId,
  input: z.enum(['typed', 'select']),
  match: z.enum(['content', 'language', 'exact']),
  answers: z.array(Line).check(z.minLength(1)),
  options: z.optional(z.array(Line).check(z.minLength(2), z.maxLength(12))),
  ...Reason,
  mistakes: Mistakes({ answer: Line }),
  /** Real German words that are so near an answer that they would pass as a slip of it, and those of them that may. */
  neighbours: z.optional(z.array(Line).check(z.maxLength(200))),
  forgiven: z.optional(z.array(Line).check(z.maxLength(200))),
});
export const clozeFile = {
  kind: z.literal('cloze'),
  text: Text,
  textPlain: Text,
  gaps: z.array(GapEntry).check(z.minLength(1), z.maxLength(20)),
  /** Given words: shown as tiles, to be tapped into the typed gaps or typed. */
  words: z.optional(z.array(Line).check(z.minLength(2), z.maxLength(12))),
};
export const PackedCloze = z.object({
  kind: z.literal('cloze'),
  text: Text2,
  gaps: z.array(
    z.object({
      id: z.string(),
      input: z.enum(['typed', 'select']),
      match: z.enum(['content', 'language', 'exact']),
      answers: z.array(z.string()),
      options: z.optional(z.array(z.string())),
      ...PackedReason,
      mistakes: z.array(z.extend(PackedSay, { answer: z.string() })),
      neighbours: z.optional(z.array(z.string())),
    }),
  ),
  words: z.optional(z.array(z.string())),
});
