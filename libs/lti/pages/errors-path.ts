import type { PageLocale } from './lti-page.js';

/** The page with the list of errors, on this server: it can be read where there is no other net. */
export const ERRORS_PATH = '/lti/errors';

/** Where the code is described: its row in the list of errors. */
export function docsOf(code: string, locale: PageLocale): string {
  return `${ERRORS_PATH}?lang=${locale}#${anchorOf(code)}`;
}

export function anchorOf(code: string): string {
  return code.toLowerCase().replace(/[^a-z0-9]+/g, '-');
}
