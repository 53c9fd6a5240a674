const CLOCK = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin', dateStyle: 'short', timeStyle: 'medium' });

/** Calendar day in Germany, `YYYY-MM-DD`. */
export function germanDay(time: Date): string {
  return CLOCK.format(time).slice(0, 10);
}

/** The instant at which a German day begins: it is found by looking, because the offset changes twice a year. */
export function dayBegins(day: string): Date {
  const utc = Date.parse(`${day}T00:00:00Z`);
  const starts = [2, 1].map((hours) => new Date(utc - hours * 3600_000)).find((time) => CLOCK.format(time) === `${day} 00:00:00`);
  if (!starts) throw new Error('no such day');
  return starts;
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T12:00:00Z`) + days * 24 * 3600_000).toISOString().slice(0, 10);
}

/** From the first to the last day, both counted. */
export function daysIn(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T12:00:00Z`) - Date.parse(`${from}T12:00:00Z`)) / (24 * 3600_000)) + 1;
}
