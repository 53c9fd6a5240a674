import { Problem } from '#lotse/base';
import { TOOK_PART, type AttendanceLine } from '#lotse/contract';

type Decided = Omit<AttendanceLine, 'personId'>;

/**
 * Whether what was decided about one person holds together: who took part has a mode, a place and minutes of at most the hour;
 * who did not has none. Problems: attendance.unfit, attendance.too-many-minutes.
 */
export function checkDecided(one: Decided, plannedMinutes: number): void {
  const tookPart = TOOK_PART.includes(one.status);
  const fits = tookPart
    ? one.mode !== null && one.learningPlace !== null && one.minutes > 0
    : one.mode === null && one.learningPlace === null && one.minutes === 0;
  if (!fits) throw new Problem('invalid', 'attendance.unfit');
  const isOnSite = one.learningPlace === 'PROVIDER' || one.learningPlace === 'SCHOOL' || one.learningPlace === 'TRAINING_CENTRE';
  if (tookPart && (one.mode === 'ON_SITE') !== isOnSite) throw new Problem('invalid', 'attendance.unfit');
  if (one.minutes > plannedMinutes) throw new Problem('invalid', 'attendance.too-many-minutes', { most: plannedMinutes });
}

/** Everybody who was expected or came stands there once. Problems: person.unknown, attendance.incomplete. */
export function checkPeople(lines: readonly AttendanceLine[], people: readonly string[]): void {
  const named = new Set(lines.map((one) => one.personId));
  if (lines.some((one) => !people.includes(one.personId))) throw new Problem('not-found', 'person.unknown');
  if (named.size !== lines.length || named.size !== people.length) throw new Problem('invalid', 'attendance.incomplete');
}

export function plannedMinutesOf(span: { from: Date; to: Date }): number {
  return Math.max(1, Math.round((span.to.getTime() - span.from.getTime()) / 60_000));
}
