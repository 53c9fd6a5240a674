import * as z from 'zod/mini';
import { Mistakes, PackedSay, ShownEntry } from './file-parts.js';
import { PartId, ShownPart } from './parts.js';

export const orderFile = {
  kind: z.literal('order'),
  items: z.array(z.strictObject(ShownEntry)).check(z.minLength(2), z.maxLength(12)),
  mistakes: Mistakes({ before: PartId, after: PartId }),
};
export const PackedOrder = z.object({
  kind: z.literal('order'),
  items: z.array(ShownPart),
  mistakes: z.array(z.extend(PackedSay, { before: z.string(), after: z.string() })),
});
