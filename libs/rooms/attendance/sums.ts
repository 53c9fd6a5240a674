import { TOOK_PART, type AbsenceReason, type AttendanceMode, type AttendanceStatus, type MonthSums } from '#lotse/contract';
import { plannedMinutesOf } from './decide.js';

/** What the sums of a month ask of a record. */
export interface Summed {
  from: Date;
  to: Date;
  status: AttendanceStatus;
  mode: AttendanceMode | null;
  minutes: number;
  lessonUnits: number;
  chargedToParticipant: number;
  agrees: boolean | null;
  reason: AbsenceReason | null;
}

/** Sums of one person's records. Minutes of people who took part, numbers of hours for the rest. Pure. */
export function sumsOf(records: readonly Summed[]): MonthSums {
  const sum = (of: (one: Summed) => number) => records.reduce((total, one) => total + of(one), 0);
  const count = (...statuses: AttendanceStatus[]) => records.filter((one) => statuses.includes(one.status)).length;
  const minutes = (mode: AttendanceMode) => sum((one) => (one.mode === mode ? one.minutes : 0));
  return {
    meetings: records.length,
    plannedMinutes: sum(plannedMinutesOf),
    onSiteMinutes: minutes('ON_SITE'),
    onlineMinutes: minutes('ONLINE'),
    lessonUnits: sum((one) => one.lessonUnits),
    chargedMinutes: sum((one) => one.chargedToParticipant),
    cancelledByProvider: count('CANCELLED_BY_PROVIDER'),
    cancelledInTime: count('CANCELLED_IN_TIME'),
    noShow: count('NO_SHOW'),
    excused: count('EXCUSED'),
    unexcused: count('UNEXCUSED'),
    objections: records.filter((one) => one.agrees === false).length,
    withoutReason: records.filter((one) => isAbsence(one.status) && one.reason === null).length,
  };
}

/** The person was missing: such an hour has a reason. */
export function isAbsence(status: AttendanceStatus): boolean {
  return !TOOK_PART.includes(status) && status !== 'CANCELLED_BY_PROVIDER';
}
