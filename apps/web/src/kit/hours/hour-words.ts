import type { AbsenceReason, AttendanceStatus, LearningPlace, MeetingChange, SupportElement } from '#lotse/contract';
import { formatDay, formatTime, type FormatLocale } from '../design/format.js';
import '../words/more-problems.js';
import { m } from '../../paraglide/messages.js';

export const STATUS: Record<AttendanceStatus, () => string> = {
  PRESENT: m.hr_st_present,
  LATE: m.hr_st_late,
  LEFT_EARLY: m.hr_st_left_early,
  NO_SHOW: m.hr_st_no_show,
  EXCUSED: m.hr_st_excused,
  UNEXCUSED: m.hr_st_unexcused,
  CANCELLED_IN_TIME: m.hr_st_cancelled_in_time,
  CANCELLED_BY_PROVIDER: m.hr_st_cancelled_by_provider,
};
export const LEARNING_PLACES: Record<LearningPlace, () => string> = {
  PROVIDER: m.hr_lp_provider,
  SCHOOL: m.hr_lp_school,
  TRAINING_CENTRE: m.hr_lp_training_centre,
  COMPANY: m.hr_lp_company,
  HOME: m.hr_lp_home,
  OTHER: m.hr_lp_other,
};
export const REASONS: Record<AbsenceReason, () => string> = {
  ILLNESS: m.hr_r_illness,
  SCHOOL: m.hr_r_school,
  COMPANY: m.hr_r_company,
  EXAM: m.hr_r_exam,
  LEAVE: m.hr_r_leave,
  OTHER: m.hr_r_other,
  NONE: m.hr_r_none,
};
export const ELEMENTS: Record<SupportElement, () => string> = {
  SUPPORT_TEACHING: m.hr_e_teaching,
  TRAINING_STABILISATION: m.hr_e_stabilisation,
  LANGUAGE: m.hr_e_language,
  OTHER: m.hr_e_other,
};
/** In these places people take part on site, in the others online. */
export const isOnSite = (place: LearningPlace): boolean => place === 'PROVIDER' || place === 'SCHOOL' || place === 'TRAINING_CENTRE';

const CHANGES = { moved: m.hr_c_moved, cancelled: m.hr_c_cancelled, substitute: m.hr_c_substitute, restored: m.hr_c_restored } as const;
export const sayChange = (change: MeetingChange): string => CHANGES[change.kind]({ reason: change.reason });

/** "Di., 1. Dezember 2026, 17:00 bis 18:30". */
export function saySpan({ from, to }: { from: string; to: string }, locale: FormatLocale): string {
  return m.hr_next_at({ day: formatDay(from, locale), from: formatTime(from, locale), to: formatTime(to, locale) });
}
