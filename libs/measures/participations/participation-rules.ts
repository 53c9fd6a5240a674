import { type ExitWish, type InterruptionWish, type ParticipationState, type ParticipationWish, type Phase, type PhasePeriod } from '#lotse/contract';

export interface Period {
  startsOn: string;
  endsOn: string | null;
}
/** What the rules look at. `exit` is the last day, if there is one. */
export interface Periods extends Period {
  probationEndsOn: string | null;
  exitedOn: string | null;
  phases: readonly PhasePeriod[];
  interruptions: readonly Period[];
}
export type ParticipationFault =
  | 'participation.end-before-start'
  | 'participation.outside-measure'
  | 'participation.phase-missing'
  | 'participation.phase-backwards'
  | 'participation.phase-outside'
  | 'participation.phase-overlap'
  | 'participation.probation-before-start'
  | 'participation.deputy-is-companion';

/** What is wrong with a participation as typed, or null. The first fault only: one sentence at a time. */
export function participationFault(wish: Omit<ParticipationWish, 'legalName' | 'namesake'>, measure: Period): ParticipationFault | null {
  if (wish.endsOn !== null && wish.endsOn < wish.startsOn) return 'participation.end-before-start';
  if (!within({ startsOn: wish.startsOn, endsOn: wish.endsOn ?? wish.startsOn }, measure)) return 'participation.outside-measure';
  if (wish.phases.length === 0) return 'participation.phase-missing';
  if (wish.phases.some((phase) => phase.endsOn !== null && phase.endsOn < phase.startsOn)) return 'participation.phase-backwards';
  if (!wish.phases.every((phase) => within({ ...phase, endsOn: phase.endsOn ?? phase.startsOn }, wish))) return 'participation.phase-outside';
  if (anyOverlap(wish.phases)) return 'participation.phase-overlap';
  if (wish.probationEndsOn !== null && wish.probationEndsOn < wish.startsOn) return 'participation.probation-before-start';
  if (wish.deputyId !== null && wish.deputyId === wish.companionId) return 'participation.deputy-is-companion';
  return null;
}

export type InterruptionFault = 'interruption.backwards' | 'interruption.outside' | 'interruption.overlap';

/** `others` are the interruptions beside this one. */
export function interruptionFault(wish: InterruptionWish, of: Period & { exitedOn: string | null }, others: readonly Period[]): InterruptionFault | null {
  if (wish.endsOn !== null && wish.endsOn < wish.startsOn) return 'interruption.backwards';
  const whole = { startsOn: of.startsOn, endsOn: earlier(of.endsOn, of.exitedOn) };
  if (!within({ ...wish, endsOn: wish.endsOn ?? wish.startsOn }, whole)) return 'interruption.outside';
  return anyOverlap([...others, wish]) ? 'interruption.overlap' : null;
}

export type ExitFault = 'exit.before-start' | 'exit.later';

/** An exit is entered when it has happened; what is only planned is the participation's end. */
export function exitFault(wish: ExitWish, of: Period, today: string): ExitFault | null {
  if (wish.exitedOn < of.startsOn) return 'exit.before-start';
  return wish.exitedOn > today ? 'exit.later' : null;
}

/** Two participations of one person in one measure may not run at the same time, and only one may be without an exit. */
export function collides(one: Period & { exitedOn: string | null }, other: Period & { exitedOn: string | null }): boolean {
  if (one.exitedOn === null && other.exitedOn === null) return true;
  return anyOverlap([cut(one), cut(other)]);
}

export function stateOn(today: string, of: Periods): ParticipationState {
  const end = earlier(of.endsOn, of.exitedOn);
  if (end !== null && end < today) return 'ended';
  if (of.startsOn > today) return 'planned';
  return of.interruptions.some((one) => covers(one, today)) ? 'interrupted' : 'running';
}

/** The phase that runs on this day; null before, after and in a gap. */
export function phaseOn(today: string, of: Periods): Phase | null {
  const state = stateOn(today, of);
  if (state === 'ended' || state === 'planned') return null;
  return of.phases.find((one) => covers(one, today))?.phase ?? null;
}

function cut(one: Period & { exitedOn: string | null }): Period {
  return { startsOn: one.startsOn, endsOn: one.exitedOn ?? one.endsOn };
}
function covers(one: Period, day: string): boolean {
  return one.startsOn <= day && (one.endsOn === null || one.endsOn >= day);
}
function within(inner: Period, outer: Period): boolean {
  return inner.startsOn >= outer.startsOn && (outer.endsOn === null || (inner.endsOn !== null && inner.endsOn <= outer.endsOn));
}
/** A stretch without an end runs on: nothing may begin after it. */
function anyOverlap(stretches: readonly Period[]): boolean {
  const sorted = [...stretches].sort((a, b) => (a.startsOn < b.startsOn ? -1 : 1));
  return sorted.some((one, i) => {
    const next = sorted[i + 1];
    return next !== undefined && (one.endsOn === null || one.endsOn >= next.startsOn);
  });
}

/** The earlier of two days, where null means never. */
function earlier(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}
