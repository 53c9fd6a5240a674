import { REFUSALS, type RefusalCode } from '../pages/refusals.js';
import { WORDS_OF_REFUSALS } from '../pages/sentences.js';
import { FIELD_CODES, REGISTRATION_REFUSALS } from './registration-codes.js';
import { SELF_TEST_CODES } from './self-test-codes.js';
import type { Failure } from '#lotse/contract';
import { GRADE_HELP } from './grade-help.js';
import { docsOf } from '../pages/errors-path.js';
import type { Help, HelpLocale } from './help.js';
import { REFUSAL_HELP } from './refusal-help.js';
import { FIELD_HELP, REGISTRATION_HELP } from './registration-help.js';
import { SELF_TEST_HELP } from './self-test-help.js';

/** The one list of every code that LTI can answer with, by where it shows. docs/lti-errors.md holds a row for each. */
export const LTI_CODES = {
  start: Object.keys(REFUSALS),
  registration: Object.keys(REGISTRATION_REFUSALS),
  field: [...FIELD_CODES],
  selfTest: [...SELF_TEST_CODES],
  grade: Object.keys(GRADE_HELP),
} as const satisfies Record<string, readonly string[]>;

const ALL: Readonly<Record<string, Help>> = { ...REFUSAL_HELP, ...REGISTRATION_HELP, ...FIELD_HELP, ...SELF_TEST_HELP, ...GRADE_HELP };

/** What is said about a code; a status without a row of its own falls into its hundred: score.418 into score.4xx. */
export function helpOf(code: string): Help | null {
  const hundred = code.replace(/\.(\d)\d\d$/, '.$1xx');
  const known = [code, hundred].find((one) => Object.hasOwn(ALL, one));
  return known === undefined ? null : (ALL[known] ?? null);
}

/** What stands in front of the person whom the code stops: the title of their page, or where the words stand. */
export function seenWith(code: string, locale: HelpLocale): string {
  if (Object.hasOwn(REFUSALS, code)) return WORDS_OF_REFUSALS[locale][REFUSALS[code as RefusalCode].say].title;
  const [what] = helpOf(code)?.[locale] ?? [''];
  return what;
}

/** A code in words, for a page. A code without words is a fault of ours, and is called that. */
export function failureOf(code: string, locale: HelpLocale): Failure {
  const known = helpOf(code) === null ? 'INTERNAL' : code;
  const [sentence, remedy] = helpOf(known)?.[locale] ?? ['', ''];
  return { code: known, sentence, remedy, docs: docsOf(known, locale) };
}
