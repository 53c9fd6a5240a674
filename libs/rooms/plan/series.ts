import { addDays, germanTime, type Land } from '#lotse/contract';
import { publicHoliday, weekday, type Holiday } from './public-holidays.js';

export interface SeriesWish {
  startsOn: string;
  /** Last possible day. */
  until: string;
  /** 1 is Monday. */
  weekdays: readonly number[];
  /** 1: each week, 2: every second one, counted from the week of the first day. */
  everyWeeks: number;
  /** `HH:MM` by the clock in Germany; an end before the beginning is on the next day. */
  from: string;
  to: string;
  /** Public holidays of this Land are left out. */
  land: Land | null;
  /** Stretches the planner leaves out: school holidays, a company's break. */
  without: readonly { from: string; to: string }[];
}
export interface SeriesDay {
  day: string;
  from: Date;
  to: Date;
}
export interface LeftOut {
  day: string;
  because: Holiday | 'wish';
}

/** The days of a series and those it leaves out, with the reason. Times keep to the clock, also over its change. Pure. */
export function seriesDays(wish: SeriesWish): { days: SeriesDay[]; leftOut: LeftOut[] } {
  const days: SeriesDay[] = [];
  const leftOut: LeftOut[] = [];
  const monday = addDays(wish.startsOn, 1 - weekday(wish.startsOn));
  for (let week = monday; week <= wish.until; week = addDays(week, 7 * wish.everyWeeks)) {
    for (const one of [...wish.weekdays].sort()) {
      const day = addDays(week, one - 1);
      if (day < wish.startsOn || day > wish.until) continue;
      const because = wish.without.some((free) => free.from <= day && day <= free.to) ? 'wish' : wish.land && publicHoliday(day, wish.land);
      if (because) leftOut.push({ day, because });
      else days.push({ day, ...hoursOf(day, wish.from, wish.to) });
    }
  }
  return { days, leftOut };
}

export function hoursOf(day: string, from: string, to: string): { from: Date; to: Date } {
  return { from: germanTime(day, from), to: germanTime(to > from ? day : addDays(day, 1), to) };
}
