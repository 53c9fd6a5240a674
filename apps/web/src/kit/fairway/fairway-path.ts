/** The drawn fairway: a line that swings from side to side, one row per buoy. Units of the view box. */
export const TRACK = { width: 64, height: 100, swing: 9 } as const;
const MIDDLE = TRACK.width / 2;

/** Where the buoy of a row stands across the track: they take turns, as the two sides of a channel do. */
export function buoyX(row: number): number {
  return MIDDLE + (row % 2 === 0 ? -TRACK.swing : TRACK.swing);
}

/**
 * The line through one row. It enters and leaves in the middle, so rows of any height join without a step;
 * the first row starts and the last one ends at its own mark.
 */
export function trackPath(row: number, rows: number): string {
  const x = buoyX(row);
  const half = TRACK.height / 2;
  const down = `M${MIDDLE} 0C${MIDDLE} ${half / 2} ${x} ${half / 2} ${x} ${half}`;
  const on = `M${x} ${half}C${x} ${half * 1.5} ${MIDDLE} ${half * 1.5} ${MIDDLE} ${TRACK.height}`;
  return [row > 0 ? down : '', row < rows - 1 ? on : ''].join('');
}
