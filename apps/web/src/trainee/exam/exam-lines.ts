import type { Response } from '../../kit/state/drafts.js';

/** What stands on the answer sheet for one task. */
export interface Line {
  response: Response | null;
  /** Marked to be looked at again. */
  later: boolean;
}
export const EMPTY_LINE: Line = { response: null, later: false };

/** Whether anything was entered: what was emptied again is open. */
export function isAnswered({ response }: Line): boolean {
  return response !== null && Object.entries(response).some(([key, value]) => key !== 'kind' && hasContent(value));
}

function hasContent(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() !== '';
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some(hasContent);
}

/** Positions of the tasks that are open, and of those to be looked at again. */
export function summaryOf(lines: readonly Line[]): { open: number[]; later: number[]; answered: number } {
  const at = (wanted: (line: Line) => boolean) => lines.flatMap((line, i) => (wanted(line) ? [i] : []));
  const open = at((line) => !isAnswered(line));
  return { open, later: at((line) => line.later), answered: lines.length - open.length };
}
