import * as z from 'zod/mini';

/** How somebody took part in one meeting. There is one mode per person and meeting. */
export const AttendanceMode = z.enum(['ON_SITE', 'ONLINE']);
export type AttendanceMode = z.infer<typeof AttendanceMode>;
export const LearningPlace = z.enum(['PROVIDER', 'SCHOOL', 'COMPANY', 'TRAINING_CENTRE', 'HOME', 'OTHER']);
export type LearningPlace = z.infer<typeof LearningPlace>;
export const AttendanceStatus = z.enum(['PRESENT', 'LATE', 'LEFT_EARLY', 'CANCELLED_BY_PROVIDER', 'CANCELLED_IN_TIME', 'NO_SHOW', 'EXCUSED', 'UNEXCUSED']);
export type AttendanceStatus = z.infer<typeof AttendanceStatus>;
/** In these somebody was there; in the others minutes are 0 and there is no mode. */
export const TOOK_PART: readonly AttendanceStatus[] = ['PRESENT', 'LATE', 'LEFT_EARLY'];
/** Classes, never diagnoses. Set and seen by companion, pedagogue and office only. */
export const AbsenceReason = z.enum(['ILLNESS', 'SCHOOL', 'COMPANY', 'EXAM', 'LEAVE', 'OTHER', 'NONE']);
export type AbsenceReason = z.infer<typeof AbsenceReason>;
export const SupportElement = z.enum(['SUPPORT_TEACHING', 'TRAINING_STABILISATION', 'LANGUAGE', 'OTHER']);
export type SupportElement = z.infer<typeof SupportElement>;
export const RecordSource = z.enum(['ROOM', 'MANUAL', 'IMPORT']);
export type RecordSource = z.infer<typeof RecordSource>;

/** What was recorded of a participation in a period, as a report says it. Absences are counted by class. */
export const AttendanceSummary = z.object({
  meetings: z.number(),
  plannedMinutes: z.number(),
  onSiteMinutes: z.number(),
  onlineMinutes: z.number(),
  lessonUnits: z.number(),
  cancelledByProvider: z.number(),
  cancelledInTime: z.number(),
  absent: z.array(z.object({ reason: AbsenceReason, count: z.number() })),
});
export type AttendanceSummary = z.infer<typeof AttendanceSummary>;

/** A teaching unit (Unterrichtseinheit); whole units are counted, rounded down. */
export const LESSON_UNIT_MINUTES = 45;
export function lessonUnitsOf(minutes: number): number {
  return Math.floor(minutes / LESSON_UNIT_MINUTES);
}
/** From this day of the following month on, figures are locked: what is changed later is a correction that says so. */
export const LOCK_DAY_OF_MONTH = 8;
