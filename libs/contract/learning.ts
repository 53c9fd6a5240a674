import * as z from 'zod/mini';
import { TaskView } from './exercises.js';
import { AnswerOutcome } from './answers.js';
import { route } from './route.js';
import { ContentId, Id, Instant, MasteryState } from './words.js';

export const UnitState = z.enum(['not-started', 'going', 'finished']);
export type UnitState = z.infer<typeof UnitState>;

/** One buoy of the fairway. */
export const Buoy = z.object({ competence: ContentId, title: z.string(), state: MasteryState });
export type Buoy = z.infer<typeof Buoy>;

export const UnitCard = z.object({
  unitId: ContentId,
  title: z.string(),
  moduleTitle: z.string(),
  goals: z.array(z.string()),
  minutes: z.number(),
  state: UnitState,
  runId: z.nullable(Id),
  done: z.number(),
  total: z.number(),
  /** Best grade so far, 0 to 100; null before the first answer. */
  grade: z.nullable(z.number()),
  finishedAt: z.nullable(Instant),
});
export type UnitCard = z.infer<typeof UnitCard>;

/** A trainee's start page for one course. */
export const StartPage = z.object({
  courseTitle: z.string(),
  /** What to do next; null when all is finished or nothing was chosen. */
  next: z.nullable(UnitCard),
  units: z.array(UnitCard),
  fairway: z.array(Buoy),
  examOn: z.nullable(z.string()),
  contact: z.nullable(
    z.object({ name: z.string(), role: z.enum(['companion', 'tutor', 'pedagogue', 'teacher']), phone: z.nullable(z.string()), email: z.nullable(z.string()) }),
  ),
});
export type StartPage = z.infer<typeof StartPage>;
export const startPage = route('GET', '/api/enrolments/:enrolmentId/start', { who: ['trainee', 'teacher', 'tutor', 'any'], reply: StartPage });

/** One task in a run with what has been answered so far. */
export const RunTask = z.object({
  task: TaskView,
  tries: z.number(),
  closed: z.boolean(),
  /** Outcome of the last try, if any: shown when the learner looks back. */
  last: z.nullable(AnswerOutcome),
  lastResponse: z.nullable(z.unknown()),
});
export type RunTask = z.infer<typeof RunTask>;
export const RunView = z.object({
  runId: Id,
  unit: z.object({ unitId: ContentId, title: z.string(), moduleTitle: z.string(), goals: z.array(z.string()), minutes: z.number() }),
  tasks: z.array(RunTask),
  done: z.number(),
  total: z.number(),
  finished: z.boolean(),
  /** Index of the first task that is not closed; equals total when finished. */
  position: z.number(),
});
export type RunView = z.infer<typeof RunView>;

/** Starts a run of the unit or goes on with the open one: calling it twice opens one run. */
export const openRun = route('POST', '/api/runs', {
  who: 'trainee',
  body: z.strictObject({ enrolmentId: Id, unitId: ContentId, again: z.optional(z.boolean()) }),
  reply: RunView,
});

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
export const runResult = route('GET', '/api/runs/:runId/result', { who: 'trainee', reply: RunResult });
