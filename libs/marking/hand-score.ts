import type { Verdict } from '#lotse/contract';

/** Points of one criterion, at most. */
export const MOST_POINTS = 3;
/** A text is right with three quarters of the points: nobody gets all of them in everything (decisions 46). */
const RIGHT = 0.75;
const ALL = 0.99;

/** Why points do not fit a rubric: a criterion is missing, or one is named that it has not. */
export function rubricFault(criteria: readonly { id: string }[], points: Readonly<Record<string, number>>): string | null {
  const ids = criteria.map((one) => one.id);
  const stranger = Object.keys(points).find((id) => !ids.includes(id));
  const missing = ids.find((id) => !Object.hasOwn(points, id));
  const over = Object.entries(points).find(([, given]) => !Number.isInteger(given) || given < 0 || given > MOST_POINTS)?.[0];
  return stranger ?? missing ?? over ?? null;
}

/** Share of all points, 0 to 1. */
export function handScore(criteria: readonly { id: string }[], points: Readonly<Record<string, number>>): number {
  const given = criteria.reduce((sum, { id }) => sum + (points[id] ?? 0), 0);
  return criteria.length === 0 ? 0 : given / (criteria.length * MOST_POINTS);
}

/** Whether a first try counts as right, by its score. */
export function isRight(score: number, byHand: boolean): boolean {
  return score >= (byHand ? RIGHT : ALL);
}

export function handVerdict(score: number): Verdict {
  return isRight(score, true) ? 'right' : score > 0 ? 'partly' : 'wrong';
}
