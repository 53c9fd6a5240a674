import { addDays, daysBetween, type Land } from '#lotse/contract';

/** Names as phrase keys. */
export type Holiday =
  | 'new-year'
  | 'epiphany'
  | 'womens-day'
  | 'good-friday'
  | 'easter-sunday'
  | 'easter-monday'
  | 'labour-day'
  | 'ascension'
  | 'whit-sunday'
  | 'whit-monday'
  | 'corpus-christi'
  | 'assumption'
  | 'childrens-day'
  | 'unity-day'
  | 'reformation-day'
  | 'all-saints'
  | 'repentance-day'
  | 'christmas-day'
  | 'boxing-day';

interface Rule {
  holiday: Holiday;
  /** In all Länder where none is named. */
  lands?: readonly Land[];
  /** First year in which it holds, by Land where it differs. */
  since?: Partial<Record<Land, number>>;
  on: (year: number) => string;
}

const fixed = (day: string) => (year: number) => `${year}-${day}`;
const afterEaster = (days: number) => (year: number) => addDays(easterOf(year), days);

/**
 * Days that are public holidays in a whole Land, by the holiday laws of the Länder. Days that are kept in single municipalities
 * only (Assumption in parts of Bavaria, Corpus Christi in parts of Saxony and Thuringia, the Augsburg festival) are not among
 * them, nor are school holidays: the planner leaves those out by hand.
 */
const RULES: readonly Rule[] = [
  { holiday: 'new-year', on: fixed('01-01') },
  { holiday: 'epiphany', lands: ['BW', 'BY', 'ST'], on: fixed('01-06') },
  { holiday: 'womens-day', lands: ['BE', 'MV'], since: { BE: 2019, MV: 2023 }, on: fixed('03-08') },
  { holiday: 'good-friday', on: afterEaster(-2) },
  { holiday: 'easter-sunday', lands: ['BB'], on: afterEaster(0) },
  { holiday: 'easter-monday', on: afterEaster(1) },
  { holiday: 'labour-day', on: fixed('05-01') },
  { holiday: 'ascension', on: afterEaster(39) },
  { holiday: 'whit-sunday', lands: ['BB'], on: afterEaster(49) },
  { holiday: 'whit-monday', on: afterEaster(50) },
  { holiday: 'corpus-christi', lands: ['BW', 'BY', 'HE', 'NW', 'RP', 'SL'], on: afterEaster(60) },
  { holiday: 'assumption', lands: ['SL'], on: fixed('08-15') },
  { holiday: 'childrens-day', lands: ['TH'], since: { TH: 2019 }, on: fixed('09-20') },
  { holiday: 'unity-day', on: fixed('10-03') },
  {
    ...{ holiday: 'reformation-day', lands: ['BB', 'MV', 'SN', 'ST', 'TH', 'HB', 'HH', 'NI', 'SH'], on: fixed('10-31') },
    since: { HB: 2018, HH: 2018, NI: 2018, SH: 2018 },
  },
  { holiday: 'all-saints', lands: ['BW', 'BY', 'NW', 'RP', 'SL'], on: fixed('11-01') },
  { holiday: 'repentance-day', lands: ['SN'], on: wednesdayBefore23November },
  { holiday: 'christmas-day', on: fixed('12-25') },
  { holiday: 'boxing-day', on: fixed('12-26') },
];

/** Which public holiday a day is in a Land; null for all other days. */
export function publicHoliday(day: string, land: Land): Holiday | null {
  const year = Number(day.slice(0, 4));
  const rule = RULES.find((one) => one.on(year) === day && (!one.lands || one.lands.includes(land)) && year >= (one.since?.[land] ?? 0));
  return rule?.holiday ?? null;
}

/** Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher). */
export function easterOf(year: number): string {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100];
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const sum = h + l - 7 * m + 114;
  return `${year}-${String(Math.floor(sum / 31)).padStart(2, '0')}-${String((sum % 31) + 1).padStart(2, '0')}`;
}

/** Buß- und Bettag. */
function wednesdayBefore23November(year: number): string {
  const last = `${year}-11-22`;
  return addDays(last, -((weekday(last) + 7 - 3) % 7));
}

/** 1 is Monday, 7 is Sunday. */
export function weekday(day: string): number {
  const monday = '2024-01-01';
  return (((daysBetween(monday, day) % 7) + 7) % 7) + 1;
}
