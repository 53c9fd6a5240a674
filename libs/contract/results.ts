import * as z from 'zod/mini';
import { route } from './route.js';
import { Buoy, UnitCard } from './start.js';
import { ContentId, Id } from './words.js';

export const GradeState = z.enum(['none', 'waiting', 'sent', 'sent-unverified', 'overridden', 'locked', 'paused', 'failed']);
export type GradeState = z.infer<typeof GradeState>;

/** The page after the last task: what was learnt, what comes next, where the grade stands. */
export const RunResult = z.object({
  runId: Id,
  unitId: ContentId,
  title: z.string(),
  firstTryRight: z.number(),
  total: z.number(),
  grade: z.number(),
  bestGrade: z.number(),
  gradeState: GradeState,
  learnt: z.array(Buoy),
  /** Tasks that were not right at the first try: worth another look. */
  again: z.array(z.object({ exerciseId: ContentId, stem: z.string() })),
  next: z.nullable(UnitCard),
});
export type RunResult = z.infer<typeof RunResult>;
/** `enrolmentId`: the course the page stands in; the grade's state is that of its columns. */
export const runResult = route('GET', '/api/runs/:runId/result', { who: 'trainee', query: z.object({ enrolmentId: z.optional(Id) }), reply: RunResult });
