import * as z from 'zod/mini';
import { LinePart, PartId, ShownPart } from './parts.js';

/** By left id the right id that was chosen for it. */
export const matchingResponse = { pairs: z.record(PartId, PartId) };
export const MatchingView = z.object({ kind: z.literal('matching'), left: z.array(ShownPart), right: z.array(LinePart) });
