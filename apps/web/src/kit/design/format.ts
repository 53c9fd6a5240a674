import { daysBetween, germanDay } from '#lotse/contract';

/** Dates and times as a person reads them: an hour at 17:00 is at 17:00 in Germany, whatever the device's own time zone is. */
const timeZone = 'Europe/Berlin';
const TAG = { de: 'de-DE', en: 'en-GB' } as const;
export type FormatLocale = keyof typeof TAG;

export function formatDate(instant: string, locale: FormatLocale): string {
  return new Intl.DateTimeFormat(TAG[locale], { timeZone, day: 'numeric', month: 'long', year: 'numeric' }).format(new Date(instant));
}

/** With its day of the week: an hour is known by it. */
export function formatDay(instant: string, locale: FormatLocale, weekday: 'short' | 'long' = 'short'): string {
  const how = { timeZone, weekday, day: 'numeric', month: 'long', year: 'numeric' } as const;
  return new Intl.DateTimeFormat(TAG[locale], how).format(new Date(instant));
}

/** Short, for lists: "22. Nov., 18:40". */
export function formatMoment(instant: string, locale: FormatLocale): string {
  return new Intl.DateTimeFormat(TAG[locale], { timeZone, day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }).format(new Date(instant));
}

export function formatTime(instant: string, locale: FormatLocale): string {
  return new Intl.DateTimeFormat(TAG[locale], { timeZone, hour: '2-digit', minute: '2-digit' }).format(new Date(instant));
}

/** Whole days from today's date to a day like `2027-05-12`; negative once it is over. */
export function daysUntil(day: string, today: Date): number {
  return daysBetween(germanDay(today), day.slice(0, 10));
}
