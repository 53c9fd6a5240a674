/** Days as offices, firms and the agency count them: by the calendar of Germany, wherever a server or a reader stands. */
const DAY_MS = 24 * 3600 * 1000;
const CLOCK = /* @__PURE__ */ new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin', dateStyle: 'short', timeStyle: 'medium' });

let lastDay = { hour: NaN, day: '' };

/** Calendar day in Germany, `YYYY-MM-DD`. It changes with the hour only, and the calendar is slow to ask. */
export function germanDay(time: Date): string {
  const hour = Math.floor(time.getTime() / 3_600_000);
  if (hour !== lastDay.hour) lastDay = { hour, day: CLOCK.format(time).slice(0, 10) };
  return lastDay.day;
}

/** The instant at which a German day begins: it is found by looking, because the offset changes twice a year. */
export function dayBegins(day: string): Date {
  const utc = Date.parse(`${day}T00:00:00Z`);
  const starts = [2, 1].map((hours) => new Date(utc - hours * 3600_000)).find((time) => CLOCK.format(time) === `${day} 00:00:00`);
  if (!starts) throw new Error('no such day');
  return starts;
}

/** The instant at which a clock in Germany shows this time: the earlier one where it shows it twice, and an hour later where it skips it. */
export function germanTime(day: string, time: string): Date {
  const utc = Date.parse(`${day}T${time}:00Z`);
  const [summer, winter] = [new Date(utc - 2 * 3600_000), new Date(utc - 3600_000)];
  return CLOCK.format(summer) === `${day} ${time}:00` ? summer : winter;
}

/** What a clock in Germany shows, `HH:MM`. */
export function germanClock(time: Date): string {
  return CLOCK.format(time).slice(11, 16);
}

/** The same time of day in Germany some days later, whether or not the clocks change in between. */
export function daysLater(time: Date, days: number): Date {
  const minute = germanTime(addDays(germanDay(time), days), germanClock(time));
  return new Date(minute.getTime() + (time.getTime() % 60_000));
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The same day some months later; where that month is shorter, its last day. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0));
  return new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), Math.min(date, last.getUTCDate()))).toISOString().slice(0, 10);
}

/** How many days later the second one is; 0 for the same day, negative where it is the earlier one. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}
