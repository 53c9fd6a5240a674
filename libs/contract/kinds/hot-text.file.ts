import * as z from 'zod/mini';
import { Text2 } from '../prose.js';
import { PackedReason, PackedTruth, Reason, Text, Truth } from './file-parts.js';
import { PartId } from './parts.js';

/** `text` holds `{{spot:id|words}}` for each piece that can be marked; `textPlain` the same spots. */
export const hotTextFile = {
  kind: z.literal('hot-text'),
  text: Text,
  textPlain: Text,
  spots: z.array(z.strictObject({ id: PartId, correct: z.optional(Truth), ...Reason })).check(z.minLength(2), z.maxLength(60)),
};
export const PackedHotText = z.object({
  kind: z.literal('hot-text'),
  text: Text2,
  spots: z.array(z.object({ id: PartId, text: z.string(), textPlain: z.string(), correct: PackedTruth, ...PackedReason })),
});
