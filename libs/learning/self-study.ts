/** A longer silence is a break: nobody knows what happened in it. */
const BREAK_MS = 10 * 60_000;

/**
 * Minutes of practising alone, from the times at which runs were opened and answers came in: the gaps between two that
 * follow each other within ten minutes. Whole minutes, rounded down. Pure.
 */
export function selfStudyMinutes(times: readonly Date[]): number {
  const sorted = times.map((time) => time.getTime()).sort((a, b) => a - b);
  const gaps = sorted.map((time, i) => time - (sorted[i - 1] ?? time));
  return Math.floor(gaps.filter((gap) => gap <= BREAK_MS).reduce((sum, gap) => sum + gap, 0) / 60_000);
}
