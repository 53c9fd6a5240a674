/** What the server said is left, and when this page heard it, by a clock that nobody sets. */
export interface TimeLeft {
  leftMs: number;
  heardAt: number;
}

const MINUTE_MS = 60_000;
/** Minutes at which somebody who does not see the clock is told. */
const TOLD_AT = [10, 5, 1] as const;
export type ToldAt = (typeof TOLD_AT)[number];

/** A look from before the server was heard counts as one right then. */
export function msLeft({ leftMs, heardAt }: TimeLeft, now: number): number {
  return Math.max(0, leftMs - Math.max(0, now - heardAt));
}

/** Whole minutes as a person reads them: begun ones count. */
export function minutesLeft(ms: number): number {
  return Math.ceil(ms / MINUTE_MS);
}

/** Which mark was passed between two looks at the clock; the lowest where it were several. */
export function markPassed(before: number, ms: number): ToldAt | null {
  if (ms <= 0) return null;
  return TOLD_AT.findLast((minutes) => ms <= minutes * MINUTE_MS && before > minutes * MINUTE_MS) ?? null;
}
