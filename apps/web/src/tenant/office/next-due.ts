import { addDays, type ReportDue, type ReportRow } from '#lotse/contract';

/** How far a report is that the rules ask for: nobody has begun it, it is being written, the trainee was shown it, it has gone out. */
export type Progress = 'none' | 'begun' | 'shown' | 'out';
export type Reported = Pick<ReportRow, 'participationId' | 'occasion' | 'dueOn' | 'state'>;

/** A report belongs to a due one by occasion and day. The furthest one counts. */
export function progressOf(due: ReportDue, reports: readonly Reported[]): Progress {
  const same = reports.filter((one) => one.occasion === due.occasion && one.dueOn === due.dueOn);
  if (same.some((one) => one.state === 'RELEASED' || one.state === 'HANDED_OVER')) return 'out';
  if (same.some((one) => one.state === 'DISCLOSED')) return 'shown';
  return same.length > 0 ? 'begun' : 'none';
}

/** The first report that has not gone out yet. What was due more than four weeks ago is not asked for here: it was before Lotse's time. */
export function nextDue(due: readonly ReportDue[], reports: readonly Reported[], today: string): ReportDue | null {
  const fourWeeksAgo = addDays(today, -28);
  return due.find((one) => one.dueOn >= fourWeeksAgo && progressOf(one, reports) !== 'out') ?? null;
}

/** How many from before those four weeks have not gone out from Lotse. */
export function earlierDue(due: readonly ReportDue[], reports: readonly Reported[], today: string): number {
  const fourWeeksAgo = addDays(today, -28);
  return due.filter((one) => one.dueOn < fourWeeksAgo && progressOf(one, reports) !== 'out').length;
}

export interface Incoming {
  reportId: string;
  name: string;
  what: 'question' | 'statement';
}

/** What came in: questions of a caseworker without an answer, then what trainees wrote to a report that has not gone out yet. */
export function incoming(reports: readonly ReportRow[]): Incoming[] {
  const questions = reports.filter((one) => one.openQuestions > 0).map(({ reportId, name }): Incoming => ({ reportId, name, what: 'question' }));
  const statements = reports
    .filter((one) => one.hasStatement && one.state === 'DISCLOSED')
    .map(({ reportId, name }): Incoming => ({ reportId, name, what: 'statement' }));
  return [...questions, ...statements];
}
