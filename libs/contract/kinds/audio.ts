import * as z from 'zod/mini';

/** Something to be heard, by the name of its file under `/audio/`. `computer`: a computer speaks. */
export const Audio = z.object({ file: z.string(), computer: z.boolean() });
export type Audio = z.infer<typeof Audio>;
