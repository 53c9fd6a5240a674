import { m } from '../../paraglide/messages.js';
import type { Span } from '../design/span.js';

type Words = Record<Span['unit'], (of: { count: number }) => string>;

const PLAIN: Words = { days: m.span_days, weeks: m.span_weeks, months: m.span_months, years: m.span_years };
/** German after "in" and "seit". */
const DATIVE: Words = { days: m.span_in_days, weeks: m.span_in_weeks, months: m.span_in_months, years: m.span_in_years };

/** "11 Tage", "1 Jahr und 11 Monate". */
export const sayLength = (span: Span): string => say(span, PLAIN);

/** "11 Tagen", "1 Jahr und 11 Monaten": after "in" and "seit". */
export const sayLengthIn = (span: Span): string => say(span, DATIVE);

function say(span: Span, words: Words): string {
  const first = words[span.unit]({ count: span.count });
  return span.unit === 'years' && span.months > 0 ? m.span_and({ first, then: words.months({ count: span.months }) }) : first;
}
