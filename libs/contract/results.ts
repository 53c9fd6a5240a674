import * as z from 'zod/mini';
import { GlossaryEntry } from './exercises.js';
import { Text2 } from './prose.js';
import { route } from './route.js';
import { RunKind, RunTask } from './runs.js';
import { Buoy, UnitCard } from './start.js';
import { ContentId, Id } from './words.js';

export const GradeState = z.enum(['none', 'waiting', 'sent', 'sent-unverified', 'overridden', 'locked', 'paused', 'failed']);
export type GradeState = z.infer<typeof GradeState>;

/** What a unit comes down to, in a few lines, and its words; empty where the content has none. */
export const unitEnd = { summary: z.array(Text2), words: z.array(GlossaryEntry) };

/** The page after the last task: what was learnt, what comes next, where the grade stands. */
export const RunResult = z.object({
  runId: Id,
  unitId: ContentId,
  title: z.string(),
  kind: RunKind,
  firstTryRight: z.number(),
  total: z.number(),
  grade: z.number(),
  bestGrade: z.number(),
  gradeState: GradeState,
  /** Answers that somebody still has to read: they count 0 until then. */
  waiting: z.number(),
  learnt: z.array(Buoy),
  /** Tasks that count and were not right at the first try: each with the last answer, the solution and the reason. */
  again: z.array(RunTask),
  ...unitEnd,
  /** Another unit: the begun one, the next new one, else the finished one with the fewest points. */
  next: z.nullable(UnitCard),
});
export type RunResult = z.infer<typeof RunResult>;
/** `enrolmentId`: the course the page stands in; the grade's state is that of its columns. */
export const runResult = route('GET', '/api/runs/:runId/result', { who: 'trainee', query: z.object({ enrolmentId: z.optional(Id) }), reply: RunResult });

/** A unit before, between and after its runs: what it is about, how it stands, what to remember. */
export const UnitPage = z.object({ card: UnitCard, learnt: z.array(Buoy), ...unitEnd });
export type UnitPage = z.infer<typeof UnitPage>;
/** Of a unit that a link of the course opens; any other is unknown. */
export const unitPage = route('GET', '/api/enrolments/:enrolmentId/units/:unitId', { who: 'trainee', reply: UnitPage });
