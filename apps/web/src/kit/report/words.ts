import type {
  LegalBasis,
  MasteryState,
  Recommendation,
  ReleasePurpose,
  ReleaseState,
  ReportCheck,
  ReportContent,
  ReportPart,
  ReportState,
} from '#lotse/contract';
import type { output } from 'zod/mini';
import { m } from '../../paraglide/messages.js';

export type Content = output<typeof ReportContent>;
export type Occasion = Content['occasion'];
type Words<K extends string> = Record<K, () => string>;

export const OCCASIONS: Words<Occasion> = {
  START: m.rep_occasion_start,
  INTERIM: m.rep_occasion_interim,
  FINAL: m.rep_occasion_final,
  OTHER: m.rep_occasion_other,
};
/** As the heading of a letter. */
export const TITLES: Words<Occasion> = { START: m.rep_title_start, INTERIM: m.rep_title_interim, FINAL: m.rep_title_final, OTHER: m.rep_title_other };
export const STATES: Words<ReportState> = {
  DRAFT: m.rep_state_draft,
  REVIEWED: m.rep_state_reviewed,
  DISCLOSED: m.rep_state_disclosed,
  RELEASED: m.rep_state_released,
  HANDED_OVER: m.rep_state_handed_over,
};
export const PARTS: Words<ReportPart> = {
  learning: m.rep_part_learning,
  attendance: m.rep_part_attendance,
  development: m.rep_part_development,
  goals: m.rep_part_goals,
  recommendation: m.rep_part_recommendation,
  statement: m.rep_part_statement,
  exit: m.rep_part_exit,
};
export const PURPOSES: Words<ReleasePurpose> = {
  'decide-support': m.rep_purpose_decide,
  'follow-course': m.rep_purpose_follow,
  'close-case': m.rep_purpose_close,
};
export const BASES: Words<LegalBasis> = { 'sgb2-61': m.rep_basis_sgb2, 'sgb3-318': m.rep_basis_sgb3, consent: m.rep_basis_consent, other: m.rep_basis_other };
export const RELEASE_STATES: Words<ReleaseState> = {
  waiting: m.rep_rel_waiting,
  open: m.rep_rel_open,
  expired: m.rep_rel_expired,
  withdrawn: m.rep_rel_withdrawn,
};
export const RECOMMENDATIONS: Words<Recommendation> = { continue: m.rep_rec_continue, extend: m.rep_rec_extend, change: m.rep_rec_change, end: m.rep_rec_end };
export const REACHED: Words<Content['text']['goals'][number]['reached']> = {
  yes: m.rep_goal_yes,
  partly: m.rep_goal_partly,
  no: m.rep_goal_no,
  open: m.rep_goal_open,
};
export const CHECKS: Words<ReportCheck> = {
  'no-sgb2-16a': m.rep_check_sgb2,
  'no-stgb-203': m.rep_check_stgb,
  'no-medical': m.rep_check_medical,
  'no-third-persons': m.rep_check_third,
  'only-needed': m.rep_check_needed,
};
export const MASTERY: Words<MasteryState> = {
  new: m.mastery_new,
  practising: m.mastery_practising,
  secure: m.mastery_secure,
  firm: m.mastery_firm,
  shaky: m.mastery_shaky,
};
/** Codes that stand as plain text in the contract; one that is new here is shown as it came. */
const PHASES: Record<string, () => string> = { PRE_PHASE: m.rep_phase_pre, ACCOMPANYING_PHASE: m.rep_phase_accompanying };
const FUNDING: Record<string, () => string> = { AGENTUR: m.rep_funding_agency, JOBCENTER: m.rep_funding_jobcenter };
export const sayPhase = (phase: string | null) => (phase === null ? m.rep_unknown() : (PHASES[phase]?.() ?? phase));
export const sayFunding = (body: string) => FUNDING[body]?.() ?? body;
export const sayPurpose = (purpose: string) => PURPOSES[purpose as ReleasePurpose]?.() ?? purpose;
export const sayBasis = (basis: string, note: string) => [BASES[basis as LegalBasis]?.() ?? basis, note].filter(Boolean).join(': ');

export function options<K extends string>(words: Words<K>): [K, string][] {
  return (Object.entries(words) as [K, () => string][]).map(([key, say]) => [key, say()]);
}

/** 95 minutes as "1 Std. 35 Min.". */
export function sayMinutes(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return m.rep_minutes({ minutes: rest });
  return rest === 0 ? m.rep_hours({ hours }) : m.rep_hours_minutes({ hours, minutes: rest });
}
