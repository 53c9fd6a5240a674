import * as z from 'zod/mini';
import { LineEntry, Mistakes, PackedReason, PackedSay, Reason, ShownEntry } from './file-parts.js';
import { LinePart, PartId, ShownPart } from './parts.js';

export const matchingFile = {
  kind: z.literal('matching'),
  left: z.array(z.strictObject({ ...ShownEntry, right: PartId, ...Reason })).check(z.minLength(2), z.maxLength(8)),
  right: z.array(z.strictObject(LineEntry)).check(z.minLength(2), z.maxLength(12)),
  mistakes: Mistakes({ left: PartId, right: PartId }),
};
export const PackedMatching = z.object({
  kind: z.literal('matching'),
  left: z.array(z.extend(ShownPart, { right: PartId, ...PackedReason })),
  right: z.array(LinePart),
  mistakes: z.array(z.extend(PackedSay, { left: PartId, right: PartId })),
});
