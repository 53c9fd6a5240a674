import * as z from 'zod/mini';
import { Formula, LineEntry, Mistakes, PackedSay } from './file-parts.js';
import { LinePart, PartId } from './parts.js';

const Side = z.enum(['soll', 'haben']);
const line = { account: PartId };
const EntryLine = z.strictObject({ ...line, amount: Formula });
const Lines = z.array(EntryLine).check(z.minLength(1), z.maxLength(6));
export const bookingFile = {
  kind: z.literal('booking'),
  accounts: z.array(z.strictObject(LineEntry)).check(z.minLength(3), z.maxLength(20)),
  soll: Lines,
  haben: Lines,
  /** The first that fits a line as entered: its side, its account, and `when` with x for its amount. */
  mistakes: Mistakes({ side: z.optional(Side), account: z.optional(PartId), when: z.optional(z.string()) }),
};
const PackedLine = z.object({ ...line, amount: z.string() });
export const PackedBooking = z.object({
  kind: z.literal('booking'),
  accounts: z.array(LinePart),
  soll: z.array(PackedLine),
  haben: z.array(PackedLine),
  mistakes: z.array(z.extend(PackedSay, { side: z.optional(Side), account: z.optional(PartId), when: z.optional(z.string()) })),
});
