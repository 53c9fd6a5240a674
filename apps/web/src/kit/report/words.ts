import {
  REPORT_LABELS,
  type LegalBasis,
  type MasteryState,
  type Recommendation,
  type ReleasePurpose,
  type ReleaseState,
  type ReportCheck,
  type ReportContent,
  type ReportPart,
  type ReportState,
  type ReportLabels,
} from '#lotse/contract';
import type { output } from 'zod/mini';
import { m } from '../../paraglide/messages.js';
import { getLocale } from '../session/locale.js';

export type Content = output<typeof ReportContent>;
export type Occasion = Content['occasion'];
type Words<K extends string> = Record<K, () => string>;

/** Words that the page shares with the PDF and the files about a person, in the language of the page. */
export const labels = (): ReportLabels => REPORT_LABELS[getLocale()];
function shared<K extends string>(of: (say: ReportLabels) => Record<K, string>): Words<K> {
  const keys = Object.keys(of(REPORT_LABELS.de)) as K[];
  return Object.fromEntries(keys.map((key) => [key, () => of(labels())[key]])) as Words<K>;
}

export const OCCASIONS: Words<Occasion> = {
  START: m.rep_occasion_start,
  INTERIM: m.rep_occasion_interim,
  FINAL: m.rep_occasion_final,
  OTHER: m.rep_occasion_other,
};
/** As the heading of a letter. */
export const TITLES = shared((say) => say.title);
export const STATES: Words<ReportState> = {
  DRAFT: m.rep_state_draft,
  REVIEWED: m.rep_state_reviewed,
  DISCLOSED: m.rep_state_disclosed,
  RELEASED: m.rep_state_released,
  HANDED_OVER: m.rep_state_handed_over,
};
export const PARTS: Words<ReportPart> = {
  learning: () => labels().section.learning,
  attendance: () => labels().section.attendance,
  development: () => labels().section.development,
  goals: () => labels().section.goals,
  recommendation: m.rep_part_recommendation,
  statement: m.rep_part_statement,
  exit: () => labels().section.exit,
};
export const PURPOSES: Words<ReleasePurpose> = shared((say) => say.purpose);
export const BASES: Words<LegalBasis> = shared((say) => say.basis);
export const RELEASE_STATES: Words<ReleaseState> = {
  waiting: m.rep_rel_waiting,
  open: m.rep_rel_open,
  expired: m.rep_rel_expired,
  withdrawn: m.rep_rel_withdrawn,
};
export const RECOMMENDATIONS: Words<Recommendation> = shared((say) => say.recommendation);
export const REACHED: Words<Content['text']['goals'][number]['reached']> = shared((say) => say.reached);
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
const PHASES: Record<string, () => string> = shared((say) => say.phase);
const FUNDING: Record<string, () => string> = shared((say) => say.fundingBody);
export const sayPhase = (phase: string | null) => (phase === null ? labels().unknown : (PHASES[phase]?.() ?? phase));
export const sayFunding = (body: string) => FUNDING[body]?.() ?? body;
export const sayPurpose = (purpose: string) => PURPOSES[purpose as ReleasePurpose]?.() ?? purpose;
export const sayBasis = (basis: string, note: string) => [BASES[basis as LegalBasis]?.() ?? basis, note].filter(Boolean).join(': ');

export function options<K extends string>(words: Words<K>): [K, string][] {
  return (Object.entries(words) as [K, () => string][]).map(([key, say]) => [key, say()]);
}

/** 95 minutes as "1 Std. 35 Min.". */
export const sayMinutes = (minutes: number): string => labels().minutes(minutes);
