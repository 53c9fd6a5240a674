/** Points of first tries ÷ tasks × 100, a whole number, half up (decisions: what the LMS sees). */
export function gradeOf(points: number, tasks: number): number {
  if (tasks === 0) return 0;
  return Math.min(100, Math.max(0, Math.floor((points / tasks) * 100 + 0.5 + 1e-9)));
}

const STUCK_WRONG = 3;
const STUCK_IDLE_MS = 7 * 24 * 3600 * 1000;

/** Three wrong first tries in a row, or an open run untouched for seven days. */
export function isStuck(run: { wrongStreak: number; finishedAt: Date | null; lastAnswerAt: Date | null; startedAt: Date }, now: Date): boolean {
  if (run.finishedAt) return false;
  return run.wrongStreak >= STUCK_WRONG || now.getTime() - (run.lastAnswerAt ?? run.startedAt).getTime() >= STUCK_IDLE_MS;
}
