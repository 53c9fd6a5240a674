import * as z from 'zod/mini';
import { Prose } from '../prose.js';
import { Line, Mistakes, PackedReason, PackedSay, Reason, Text } from './file-parts.js';
import { PartId } from './parts.js';

/** `text` holds `{{gap:id}}` once, with the item's own id. Exact: no slip is forgiven. */
const ItemEntry = z.strictObject({
  id: PartId,
  text: Text,
  options: z.array(Line).check(z.minLength(2), z.maxLength(5)),
  answer: Line,
  ...Reason,
  mistakes: Mistakes({ answer: Line }),
});
export const endingFile = { kind: z.literal('ending'), items: z.array(ItemEntry).check(z.minLength(1), z.maxLength(8)) };
export const PackedEnding = z.object({
  kind: z.literal('ending'),
  items: z.array(
    z.object({
      id: PartId,
      text: Prose,
      options: z.array(z.string()),
      answer: z.string(),
      ...PackedReason,
      mistakes: z.array(z.extend(PackedSay, { answer: z.string() })),
    }),
  ),
});
