import type { ReportDue, ReportRow } from '#lotse/contract';
import type { output } from 'zod/mini';

export type Due = output<typeof ReportDue>;

/** What the rules ask for and nobody has begun yet, the earliest first. */
export function openDues(dues: readonly Due[], rows: readonly Pick<output<typeof ReportRow>, 'occasion' | 'dueOn'>[]): Due[] {
  return dues
    .filter((due) => !rows.some((row) => row.occasion === due.occasion && row.dueOn === due.dueOn))
    .sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0));
}
