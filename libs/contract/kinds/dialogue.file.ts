import * as z from 'zod/mini';
import { Line, LineEntry, PackedReason, Reason } from './file-parts.js';
import { LinePart, PartId } from './parts.js';

const Register = z.enum(['du', 'Sie']);
const Points = z.union([z.literal(0), z.literal(0.5), z.literal(1)]);
const ChoiceEntry = z.strictObject({ ...LineEntry, points: Points, register: z.optional(Register), next: z.optional(PartId), ...Reason });

/** The whole path is one answer. A choice leads to the node `next`; without it the talk ends. `partner`: who speaks. */
export const dialogueFile = {
  kind: z.literal('dialogue'),
  partner: z.optional(Line),
  start: PartId,
  nodes: z
    .array(z.strictObject({ id: PartId, says: Line, saysPlain: z.optional(Line), choices: z.array(ChoiceEntry).check(z.minLength(2), z.maxLength(4)) }))
    .check(z.minLength(2), z.maxLength(16)),
};
const PackedChoice = z.object({
  ...LinePart.shape,
  points: z.number(),
  register: z.optional(Register),
  next: z.optional(PartId),
  ...PackedReason,
});
export const PackedDialogue = z.object({
  kind: z.literal('dialogue'),
  partner: z.optional(z.string()),
  start: PartId,
  nodes: z.array(z.object({ id: PartId, says: z.string(), saysPlain: z.string(), choices: z.array(PackedChoice) })),
});
