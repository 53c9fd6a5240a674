import type { PersonPage as PersonPageSchema, RosterPage as RosterPageSchema } from '#lotse/contract';
import type { output } from 'zod/mini';

export type Roster = output<typeof RosterPageSchema>;
export type Person = output<typeof PersonPageSchema>;
