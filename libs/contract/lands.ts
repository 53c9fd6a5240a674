import * as z from 'zod/mini';

/** The sixteen Länder by their usual letters. */
export const LANDS = ['BW', 'BY', 'BE', 'BB', 'HB', 'HH', 'HE', 'MV', 'NI', 'NW', 'RP', 'SL', 'SN', 'ST', 'SH', 'TH'] as const;
export const Land = z.enum(LANDS);
export type Land = z.infer<typeof Land>;
