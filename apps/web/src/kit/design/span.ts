import { addMonths, daysBetween } from '#lotse/contract';

/** How long it is from one day to a later one, as people say it. */
export type Span = { unit: 'days' | 'weeks' | 'months'; count: number } | { unit: 'years'; count: number; months: number };

const LAST_DAYS = 14;
const LAST_WEEKS = 62;

/** Days in the last two weeks, weeks for two months, then months, and years with their months. What is begun does not count: nobody has less time than is said. */
export function spanBetween(from: string, to: string): Span {
  const days = daysBetween(from, to);
  if (days <= LAST_DAYS) return { unit: 'days', count: days };
  if (days <= LAST_WEEKS) return { unit: 'weeks', count: Math.floor(days / 7) };
  const months = wholeMonths(from, to);
  return months < 12 ? { unit: 'months', count: months } : { unit: 'years', count: Math.floor(months / 12), months: months % 12 };
}

function wholeMonths(from: string, to: string): number {
  const [fromYear = 0, fromMonth = 1] = from.split('-').map(Number);
  const [toYear = 0, toMonth = 1] = to.split('-').map(Number);
  const months = (toYear - fromYear) * 12 + toMonth - fromMonth;
  return addMonths(from, months) > to ? months - 1 : months;
}
