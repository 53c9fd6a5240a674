import * as z from 'zod/mini';
import { AnswerOutcome } from './answers.js';
import { Section, TaskView } from './exercises.js';
import { route } from './route.js';
import { ContentId, Id, Instant } from './words.js';

/** One task in a run with what has been answered so far. */
export const RunTask = z.object({
  task: TaskView,
  /** Entry tasks and worked examples do not count. */
  section: Section,
  tries: z.number(),
  closed: z.boolean(),
  /** Outcome of the last try, if any: shown when the learner looks back. */
  last: z.nullable(AnswerOutcome),
  lastResponse: z.nullable(z.unknown()),
  /** A text that was begun, on whatever device, or the id of a recording that was not sent yet; and its version. */
  draft: z.optional(z.string()),
  draftAt: z.optional(Instant),
});
export type RunTask = z.infer<typeof RunTask>;
/** `own`: the whole unit, for the grade. `repeat`: what was wrong in a run before, for learning alone. */
export const RunKind = z.enum(['own', 'repeat']);
export type RunKind = z.infer<typeof RunKind>;
export const RunView = z.object({
  runId: Id,
  kind: RunKind,
  unit: z.object({ unitId: ContentId, title: z.string(), moduleTitle: z.string(), goals: z.array(z.string()), minutes: z.number() }),
  tasks: z.array(RunTask),
  /** Of the tasks that count. */
  done: z.number(),
  total: z.number(),
  finished: z.boolean(),
  /** Index of the first task that is not closed; behind the last one when all are. */
  position: z.number(),
});
export type RunView = z.infer<typeof RunView>;

/**
 * Starts a run of the unit or goes on with the open one: calling it twice opens one run. After a finished one, `again` opens another
 * of the whole unit, `wrongOf` one of the tasks that were not right at the first try in that run.
 */
export const openRun = route('POST', '/api/runs', {
  who: 'trainee',
  body: z.strictObject({ enrolmentId: Id, unitId: ContentId, again: z.optional(z.boolean()), wrongOf: z.optional(Id) }),
  reply: RunView,
});
