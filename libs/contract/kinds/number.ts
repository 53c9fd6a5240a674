import * as z from 'zod/mini';

export const numberResponse = { text: z.string().check(z.maxLength(60)) };
/** `signed`: with some numbers the answer is below zero, so the keys on a phone have a minus. */
export const NumberView = z.object({ kind: z.literal('number'), unit: z.optional(z.string()), decimals: z.number(), signed: z.optional(z.literal(true)) });
