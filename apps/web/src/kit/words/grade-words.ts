import type { GradeState as GradeStateSchema } from '#lotse/contract';
import type { output } from 'zod/mini';
import { m } from '../../paraglide/messages.js';

export type GradeState = output<typeof GradeStateSchema>;

const FOR_TRAINEE: Record<GradeState, () => string> = {
  none: m.grade_none,
  waiting: m.grade_waiting,
  sent: m.grade_sent,
  'sent-unverified': m.grade_sent_unverified,
  overridden: m.grade_overridden,
  locked: m.grade_locked,
  paused: m.grade_paused,
  failed: m.grade_failed,
};

/** Where the grade stands, for the trainee it belongs to. */
export function sayGrade(state: GradeState): string {
  return FOR_TRAINEE[state]();
}
