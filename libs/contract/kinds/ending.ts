import * as z from 'zod/mini';
import { Prose } from '../prose.js';
import { PartId, Typed } from './parts.js';

export const endingResponse = { endings: z.record(PartId, Typed) };
/** Each line holds one `{gap}` inline, filled by one of its options. */
export const EndingView = z.object({ kind: z.literal('ending'), items: z.array(z.object({ id: PartId, text: Prose, options: z.array(z.string()) })) });
