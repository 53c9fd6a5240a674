import { PERSON_DATA_WORDS, type DataKind, type HeldData, type KeptUntil } from '#lotse/contract';
import { formatDate, type FormatLocale } from '../../../kit/design/format.js';
import { getLocale } from '../../../kit/session/locale.js';
import { m } from '../../../paraglide/messages.js';

export const sayKind = (kind: DataKind): string => PERSON_DATA_WORDS[getLocale()].kind[kind];
export const sayUntil = (until: KeptUntil): string => PERSON_DATA_WORDS[getLocale()].until[until];

/** One day, or from one to another; a dash where nothing is known. */
export function saySpan({ since, last }: Pick<HeldData, 'since' | 'last'>, locale: FormatLocale): string {
  if (since === null || last === null) return '–';
  const [first, newest] = [formatDate(since, locale), formatDate(last, locale)];
  return first === newest ? first : m.pd_span_of({ since: first, last: newest });
}
