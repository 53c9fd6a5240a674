import { daysBetween, germanDay } from '#lotse/contract';

/** Points of first tries ÷ tasks × 100, a whole number, half up (decisions: what the LMS sees). */
export function gradeOf(points: number, tasks: number): number {
  if (tasks === 0) return 0;
  return Math.min(100, Math.max(0, Math.floor((points / tasks) * 100 + 0.5 + 1e-9)));
}

const STUCK_WRONG = 3;
const STUCK_IDLE_DAYS = 7;

interface Standing {
  wrongStreak: number;
  finishedAt: Date | null;
  lastAnswerAt: Date | null;
  startedAt: Date;
}

/** Three wrong first tries in a row, or an open run untouched for seven days: which, and how many; null where neither. */
export function stuckBy(run: Standing, now: Date): { why: 'wrong' | 'away'; count: number } | null {
  if (run.finishedAt) return null;
  if (run.wrongStreak >= STUCK_WRONG) return { why: 'wrong', count: run.wrongStreak };
  const away = daysBetween(germanDay(run.lastAnswerAt ?? run.startedAt), germanDay(now));
  return away >= STUCK_IDLE_DAYS ? { why: 'away', count: away } : null;
}

export const isStuck = (run: Standing, now: Date): boolean => stuckBy(run, now) !== null;
