/** Dates and numbers as a person reads them. Times are those of the reader's device. */
const TAG = { de: 'de-DE', en: 'en-GB' } as const;
export type FormatLocale = keyof typeof TAG;

export function formatDate(instant: string, locale: FormatLocale): string {
  return new Intl.DateTimeFormat(TAG[locale], { day: 'numeric', month: 'long', year: 'numeric' }).format(new Date(instant));
}

/** Short, for lists: "22. Nov., 18:40". */
export function formatMoment(instant: string, locale: FormatLocale): string {
  return new Intl.DateTimeFormat(TAG[locale], { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }).format(new Date(instant));
}

export function formatTime(instant: string, locale: FormatLocale): string {
  return new Intl.DateTimeFormat(TAG[locale], { hour: '2-digit', minute: '2-digit' }).format(new Date(instant));
}

const DAY = 86_400_000;

/** Whole days from today's date to a day like `2027-05-12`; negative once it is over. */
export function daysUntil(day: string, today: Date): number {
  const [year = 0, month = 1, date = 1] = day.slice(0, 10).split('-').map(Number);
  const then = Date.UTC(year, month - 1, date);
  const now = Date.UTC(today.getFullYear(), today.getMonth(), today.getDate());
  return Math.round((then - now) / DAY);
}
