import * as z from 'zod/mini';
import { Text2 } from '../prose.js';
import { PartId, PartIds } from './parts.js';

export const hotTextResponse = { spots: PartIds(60) };
/** Prose with `{gap}` inlines in the place of each spot; `spots` says what stands there. `pick`: how many are right. */
export const HotTextView = z.object({
  kind: z.literal('hot-text'),
  text: Text2,
  spots: z.array(z.object({ id: PartId, text: z.string(), textPlain: z.string() })),
  pick: z.number(),
});
