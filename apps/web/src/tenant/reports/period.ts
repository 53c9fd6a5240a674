import { monthBefore, today } from '../../kit/report/days.js';

/**
 * The month before, as far as the participation ran in it; for somebody who has just begun, the days so far. A report that was due
 * before today is about the time before that day.
 */
export function periodOf({ startsOn }: { startsOn: string }, due: { dueOn: string } | null, now = today()): { from: string; to: string } {
  const day = due !== null && due.dueOn < now && due.dueOn > startsOn ? due.dueOn : now;
  const month = monthBefore(day);
  if (month.to < startsOn) return { from: startsOn <= day ? startsOn : day, to: day };
  return { from: month.from < startsOn ? startsOn : month.from, to: month.to };
}
