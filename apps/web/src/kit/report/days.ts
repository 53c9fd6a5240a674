import { germanDay } from '#lotse/contract';

export const today = () => germanDay(new Date());

/** First and last day of the month before the one of this day: what most reports cover. */
export function monthBefore(day: string): { from: string; to: string } {
  const [year = 0, month = 1] = day.split('-').map(Number);
  const iso = (y: number, month0: number, date: number) => new Date(Date.UTC(y, month0, date)).toISOString().slice(0, 10);
  return { from: iso(year, month - 2, 1), to: iso(year, month - 1, 0) };
}

/** For narrow columns: 05.11.2026 or 05/11/2026. */
export function shortDay(day: string, locale: 'de' | 'en'): string {
  return day
    .split('-')
    .reverse()
    .join(locale === 'de' ? '.' : '/');
}
