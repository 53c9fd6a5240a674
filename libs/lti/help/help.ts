import { moodleNames, type MoodleNames } from '#lotse/contract';

export type HelpLocale = 'de' | 'en';
/** What happened, in one sentence; and what the admin changes, and where. */
export type HelpWords = readonly [what: string, remedy: string];
export type Help = Readonly<Record<HelpLocale, HelpWords>>;

/** Names of settings in Moodle, in quotation marks of each language. */
export const MOODLE: Readonly<Record<HelpLocale, MoodleNames>> = { de: quoted('de', '„', '“'), en: quoted('en', '“', '”') };

function quoted(locale: HelpLocale, open: string, close: string): MoodleNames {
  return Object.fromEntries(Object.entries(moodleNames(locale)).map(([name, text]) => [name, `${open}${text}${close}`])) as MoodleNames;
}

/** The page with the list of errors, on this server: it can be read where there is no other net. */
export const ERRORS_PATH = '/lti/errors';

/** Where the code is described: its row in the list of errors. */
export function docsOf(code: string, locale: HelpLocale): string {
  return `${ERRORS_PATH}?lang=${locale}#${anchorOf(code)}`;
}

export function anchorOf(code: string): string {
  return code.toLowerCase().replace(/[^a-z0-9]+/g, '-');
}
