import * as z from 'zod/mini';
import { LinePart, PartId, PartIds } from './parts.js';

/** The choices in the order in which they were made, one for each node on the way. */
export const dialogueResponse = { path: PartIds(16) };
/** Where a choice leads is no secret: the talk goes on before anything is marked. */
export const DialogueView = z.object({
  kind: z.literal('dialogue'),
  partner: z.optional(z.string()),
  start: PartId,
  nodes: z.array(z.object({ id: PartId, says: z.string(), saysPlain: z.string(), choices: z.array(z.extend(LinePart, { next: z.optional(PartId) })) })),
});
