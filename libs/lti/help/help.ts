import { quotedMoodleNames, type MoodleNames } from '#lotse/contract';

export type HelpLocale = 'de' | 'en';
/** What happened, in one sentence; and what the admin changes, and where. */
export type HelpWords = readonly [what: string, remedy: string];
export type Help = Readonly<Record<HelpLocale, HelpWords>>;

/** Names of settings in Moodle, in quotation marks of each language. */
export const MOODLE: Readonly<Record<HelpLocale, MoodleNames>> = { de: quotedMoodleNames('de'), en: quotedMoodleNames('en') };

/** The form of a platform in Lotse where its addresses are changed. */
export const MOVE = { de: '„Adressen ändern oder Plattform umziehen“', en: '“Change addresses or move the platform”' } as const;
