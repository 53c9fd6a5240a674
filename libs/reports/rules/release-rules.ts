import { daysBetween, EMPTY_TEXT, type ReleaseState, type ReportContent, type ReportPart } from '#lotse/contract';

/** Tests switch these off one by one, to see that their absence is noticed. */
export const RELEASE_RULES = { longestDays: 366, cutsToScope: true };

/** What is wrong with the days of a release; null when nothing is. */
export function releaseFault(wish: { fromOn: string; untilOn: string; legalBasis: string; basisNote: string }, today: string): string | null {
  if (wish.fromOn < today) return 'release.from-past';
  if (wish.untilOn < wish.fromOn) return 'release.until-before-from';
  if (daysBetween(wish.fromOn, wish.untilOn) + 1 > RELEASE_RULES.longestDays) return 'release.too-long';
  return wish.legalBasis === 'other' && !wish.basisNote ? 'release.basis-unnamed' : null;
}

export function releaseState(release: { fromAt: Date; until: Date; withdrawnAt: Date | null }, now: Date): ReleaseState {
  if (release.withdrawnAt) return 'withdrawn';
  if (release.until <= now) return 'expired';
  return release.fromAt > now ? 'waiting' : 'open';
}

/** The report with nothing in it that the scope does not name: what is not there cannot be shown by mistake. */
export function cutToScope(report: ReportContent, scope: readonly ReportPart[]): ReportContent {
  if (!RELEASE_RULES.cutsToScope) return report;
  const has = (part: ReportPart) => scope.includes(part);
  const { facts, text } = report;
  return {
    ...report,
    scope: [...scope],
    facts: { ...facts, learning: has('learning') ? facts.learning : null, attendance: has('attendance') ? facts.attendance : null },
    text: {
      development: has('development') ? text.development : EMPTY_TEXT,
      goals: has('goals') ? text.goals : [],
      recommendation: has('recommendation') ? text.recommendation : null,
      recommendationText: has('recommendation') ? text.recommendationText : EMPTY_TEXT,
      exit: has('exit') ? text.exit : null,
    },
    statement: has('statement') ? report.statement : null,
  };
}
