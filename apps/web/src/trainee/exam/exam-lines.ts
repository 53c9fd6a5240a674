import type { SaveExamTask } from '#lotse/contract';
import type { Response } from '../../kit/state/drafts.js';

/** What stands on the answer sheet for one task. */
export interface Line {
  response: Response | null;
  /** Marked to be looked at again. */
  flagged: boolean;
}

/** Changes the server has not acknowledged, by the position of their task. */
export type Unsaved = Readonly<Record<number, SaveExamTask>>;

/** The sheet as its owner sees it: what the server holds, and over it what is on its way. */
export function linesOf(tasks: readonly (Line & { position: number })[], unsaved: Unsaved): Line[] {
  return tasks.map(({ position, response, flagged }) => {
    const change = unsaved[position];
    return { response: change?.response === undefined ? response : change.response, flagged: change?.flagged ?? flagged };
  });
}

/** Whether anything was entered: what was emptied again is open. */
export function hasContent({ kind: _, ...entered }: Response): boolean {
  return isFilled(entered);
}

export const isAnswered = ({ response }: Line): boolean => response !== null && hasContent(response);

function isFilled(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() !== '';
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some(isFilled);
}

/** Indexes of the tasks that are open, and of those to be looked at again. */
export function summaryOf(lines: readonly Line[]): { open: number[]; flagged: number[]; answered: number } {
  const at = (wanted: (line: Line) => boolean) => lines.flatMap((line, i) => (wanted(line) ? [i] : []));
  const open = at((line) => !isAnswered(line));
  return { open, flagged: at((line) => line.flagged), answered: lines.length - open.length };
}
