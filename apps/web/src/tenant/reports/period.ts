import { monthBefore, today } from '../../kit/report/days.js';

/** The month before, as far as the participation ran in it; for somebody who has just begun, the days so far. */
export function periodOf({ startsOn }: { startsOn: string }, day = today()): { from: string; to: string } {
  const month = monthBefore(day);
  if (month.to < startsOn) return { from: startsOn <= day ? startsOn : day, to: day };
  return { from: month.from < startsOn ? startsOn : month.from, to: month.to };
}
