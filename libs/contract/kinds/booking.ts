import * as z from 'zod/mini';
import { LinePart, PartId, Typed } from './parts.js';

/** Lines of one side as entered; an empty account is a line not filled in yet. */
const Line = z.strictObject({ account: z.union([PartId, z.literal('')]), amount: Typed });
const Side = z.array(Line).check(z.maxLength(8));
export const bookingResponse = { soll: Side, haben: Side };
export const BookingView = z.object({ kind: z.literal('booking'), accounts: z.array(LinePart) });
