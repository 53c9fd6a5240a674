import * as z from 'zod/mini';
import { PartIds, ShownPart } from './parts.js';

export const orderResponse = { order: PartIds(12) };
export const OrderView = z.object({ kind: z.literal('order'), items: z.array(ShownPart) });
