/** Arithmetic of stretches of time. Pure. */
export interface Span {
  from: Date;
  to: Date;
}

/** The same time without overlaps, the earliest first. */
export function covered(spans: readonly Span[]): Span[] {
  return joined(
    [...spans].sort((a, b) => a.from.getTime() - b.from.getTime()),
    0,
  );
}

/** Sorted spans with gaps of up to so many minutes closed. */
export function joined(spans: readonly Span[], minutes: number): Span[] {
  const result: Span[] = [];
  for (const { from, to } of spans) {
    const last = result.at(-1);
    if (last && from.getTime() - last.to.getTime() <= minutes * 60_000) last.to = to > last.to ? to : last.to;
    else result.push({ from, to });
  }
  return result;
}

/** Minutes, not rounded. */
export function minutesOf(spans: readonly Span[]): number {
  return spans.reduce((sum, one) => sum + (one.to.getTime() - one.from.getTime()), 0) / 60_000;
}
