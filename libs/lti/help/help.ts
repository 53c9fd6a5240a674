export type HelpLocale = 'de' | 'en';
/** What happened, in one sentence; and what the admin changes, and where. */
export type HelpWords = readonly [what: string, remedy: string];
export type Help = Readonly<Record<HelpLocale, HelpWords>>;

/** Menu names of Moodle 4.5, as its German and English language packs have them. */
export const MOODLE = {
  de: {
    tools: '„Website-Administration › Plugins › Aktivitäten › Externes Tool › Tools verwalten“',
    curl: '„Website-Administration › Allgemein › Sicherheit › HTTP-Sicherheit“',
  },
  en: {
    tools: '“Site administration › Plugins › Activity modules › External tool › Manage tools”',
    curl: '“Site administration › General › Security › HTTP security”',
  },
} as const;

/** The page with the list of errors, on this server: it can be read where there is no other net. */
export const ERRORS_PATH = '/lti/errors';

/** Where the code is described: its row in the list of errors. */
export function docsOf(code: string, locale: HelpLocale): string {
  return `${ERRORS_PATH}?lang=${locale}#${anchorOf(code)}`;
}

export function anchorOf(code: string): string {
  return code.toLowerCase().replace(/[^a-z0-9]+/g, '-');
}
