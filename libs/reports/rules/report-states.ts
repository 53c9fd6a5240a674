import type { ReportCheck, ReportState, ReportText } from '#lotse/contract';
import { daysLater, REPORT_CHECKS } from '#lotse/contract';

/** Tests switch these off one by one, to see that their absence is noticed. */
export const STATE_RULES = {
  /** From which states each step may be taken. */
  from: {
    compile: ['DRAFT'],
    review: ['DRAFT'],
    disclose: ['REVIEWED'],
    state: ['DISCLOSED'],
    release: ['DISCLOSED', 'RELEASED', 'HANDED_OVER'],
    handOver: ['RELEASED'],
  } as Record<Step, readonly ReportState[]>,
  /** The trainee sees a report before it goes out; who does not look for a week does not stop it. */
  unseenDays: 7,
  needsSight: true,
  needsChecks: true,
  needsHints: true,
};
export type Step = 'compile' | 'review' | 'disclose' | 'state' | 'release' | 'handOver';

export function mayStep(step: Step, state: ReportState): boolean {
  return STATE_RULES.from[step].includes(state);
}

/** What an edit does: it stays a draft, takes back the signature, or begins a new version because others have seen this one. */
export function editOf(state: ReportState): 'same' | 'unsign' | 'new-version' {
  if (state === 'DRAFT') return 'same';
  return state === 'REVIEWED' ? 'unsign' : 'new-version';
}

/** When a disclosed report may go out. */
export function releasableFrom(disclosedAt: Date, seenAt: Date | null): Date {
  return STATE_RULES.needsSight && !seenAt ? daysLater(disclosedAt, STATE_RULES.unseenDays) : (seenAt ?? disclosedAt);
}

/** What keeps a draft from being signed; null when nothing does. */
export function reviewFault(occasion: string, text: ReportText, checks: readonly ReportCheck[], openHints: number): string | null {
  if (STATE_RULES.needsChecks && REPORT_CHECKS.some((check) => !checks.includes(check))) return 'report.checks-open';
  if (STATE_RULES.needsHints && openHints > 0) return 'report.hints-open';
  if (text.recommendation === null) return 'report.recommendation-missing';
  if (occasion === 'FINAL' && !text.exit) return 'report.exit-missing';
  return occasion !== 'FINAL' && text.exit ? 'report.exit-unfit' : null;
}
