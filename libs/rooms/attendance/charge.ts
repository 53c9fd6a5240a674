import { addMonths, dayBegins, germanDay, LESSON_UNIT_MINUTES, lessonUnitsOf, LOCK_DAY_OF_MONTH, TOOK_PART, type AttendanceStatus } from '#lotse/contract';

export interface Charged {
  lessonUnits: number;
  chargedToParticipant: number;
}

/** Whole lesson units are charged, rounded down; to a trainee only what they took part in. */
export function chargedOf(minutes: number): Charged {
  const lessonUnits = lessonUnitsOf(minutes);
  return { lessonUnits, chargedToParticipant: lessonUnits * LESSON_UNIT_MINUTES };
}

/**
 * Minutes charged to the measure for the hour as a whole, once for a group. It was held where somebody took part; where the only
 * trainee of a single lesson did not come, it is charged to the measure and not to the trainee.
 */
export function chargedToMeasure(plannedMinutes: number, statuses: readonly AttendanceStatus[]): number {
  const isHeld = statuses.some((status) => TOOK_PART.includes(status));
  const isMissed = statuses.length === 1 && statuses[0] === 'NO_SHOW';
  return isHeld || isMissed ? lessonUnitsOf(plannedMinutes) * LESSON_UNIT_MINUTES : 0;
}

/** Figures of a month lock on the 8th of the next one, at the beginning of that day in Germany. */
export function locksOn(month: string): string {
  return `${addMonths(`${month}-01`, 1).slice(0, 7)}-${String(LOCK_DAY_OF_MONTH).padStart(2, '0')}`;
}

export function locksAt(meetingFrom: Date): Date {
  return dayBegins(locksOn(germanDay(meetingFrom).slice(0, 7)));
}

/** The two ends of a month in Germany. */
export function monthSpan(month: string): { from: Date; to: Date } {
  return { from: dayBegins(`${month}-01`), to: dayBegins(addMonths(`${month}-01`, 1)) };
}
