import * as z from 'zod/mini';

export const numberResponse = { text: z.string().check(z.maxLength(60)) };
export const NumberView = z.object({ kind: z.literal('number'), unit: z.optional(z.string()), decimals: z.number() });
