import { addDays, dayBegins, daysBetween, germanDay } from '#lotse/contract';

/** Whole days in Germany. */
export interface Period {
  from: Date;
  /** The first instant after it. */
  to: Date;
}

/** When the period of as many days before this one begins. */
export function periodBefore({ from, to }: Period): Date {
  const first = germanDay(from);
  return dayBegins(addDays(first, -daysBetween(first, germanDay(to))));
}
