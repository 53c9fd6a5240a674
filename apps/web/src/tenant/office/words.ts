import type { ExitReason, FundingBody, InterruptionReason, ParticipationState, Phase, ReportDue, StaffRole, Whereabouts } from '#lotse/contract';
import { formatDate, type FormatLocale } from '../../kit/design/format.js';
import { OCCASIONS } from '../../kit/report/words.js';
import { m } from '../../paraglide/messages.js';

type Words<T extends string> = Record<T, () => string>;
const PHASE: Words<Phase> = { PRE_PHASE: m.of_phase_pre, ACCOMPANYING_PHASE: m.of_phase_main };
const STATE: Words<ParticipationState> = { planned: m.of_st_planned, running: m.of_st_running, interrupted: m.of_st_interrupted, ended: m.of_st_ended };
const REASON: Words<InterruptionReason> = { ILLNESS: m.of_in_illness, PARENTAL: m.of_in_parental, COMPANY_CHANGE: m.of_in_company, OTHER: m.of_other };
const EXIT: Words<ExitReason> = {
  GOAL_REACHED: m.of_ex_goal,
  EXAM_PASSED: m.of_ex_exam,
  CONTRACT_ENDED: m.of_ex_contract,
  OTHER_MEASURE: m.of_ex_measure,
  DROPPED_OUT: m.of_ex_dropped,
  PERIOD_OVER: m.of_ex_period,
  OTHER: m.of_other,
};
const WHERE: Words<Whereabouts> = {
  STAYS_IN_TRAINING: m.of_wh_stays,
  EMPLOYED: m.of_wh_employed,
  OTHER_TRAINING: m.of_wh_training,
  SCHOOL: m.of_wh_school,
  SEEKING: m.of_wh_seeking,
  UNKNOWN: m.of_wh_unknown,
};
const FUNDING: Words<FundingBody> = { AGENTUR: m.of_fb_agentur, JOBCENTER: m.of_fb_jobcenter };
const STAFF: Words<StaffRole> = { companion: m.acc_role_companion, tutor: m.acc_role_tutor, pedagogue: m.acc_role_pedagogue, teacher: m.of_sr_teacher };
const BECAUSE: Words<ReportDue['because']> = {
  'pre-phase-start': m.of_be_pre_start,
  'pre-phase-end': m.of_be_pre_end,
  'phase-start': m.of_be_start,
  'phase-start-no-pre-phase': m.of_be_start_no_pre,
  'three-months': m.of_be_three,
  probation: m.of_be_probation,
  exit: m.of_be_exit,
  'planned-end': m.of_be_end,
};

const options = <T extends string>(words: Words<T>): [T, string][] => (Object.keys(words) as T[]).map((one) => [one, words[one]()]);
export const sayPhase = (one: Phase) => PHASE[one]();
export const sayState = (one: ParticipationState) => STATE[one]();
export const sayInterruption = (one: InterruptionReason) => REASON[one]();
export const sayExit = (one: ExitReason) => EXIT[one]();
export const sayWhereabouts = (one: Whereabouts) => WHERE[one]();
export const sayFunding = (one: string) => FUNDING[one as FundingBody]?.() ?? one;
export const sayStaff = (one: StaffRole) => STAFF[one]();
export const sayOccasion = (one: ReportDue['occasion']) => OCCASIONS[one]();
export const sayBecause = (one: ReportDue['because']) => BECAUSE[one]();
export const phaseOptions = () => options(PHASE);
export const interruptionOptions = () => options(REASON);
export const exitOptions = () => options(EXIT);
export const whereaboutsOptions = () => options(WHERE);
export const fundingOptions = () => options(FUNDING);
export const staffOptions = () => options(STAFF);

/** "25. Juni 2026 bis 3. Mai 2027", or "seit …" while no end is known. */
export function sayPeriod({ startsOn, endsOn }: { startsOn: string; endsOn: string | null }, locale: FormatLocale): string {
  const from = formatDate(startsOn, locale);
  return endsOn === null ? m.of_since({ from }) : m.of_from_to({ from, to: formatDate(endsOn, locale) });
}

/** Why somebody paused or left, in the audit. */
export const sayReason = (code: string) => ({ ...REASON, ...EXIT })[code as ExitReason]?.() ?? code;

export const STATE_LOOK: Record<ParticipationState, string> = {
  planned: 'badge badge-accent',
  running: 'badge badge-good',
  interrupted: 'badge badge-amber',
  ended: 'badge',
};
