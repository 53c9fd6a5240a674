import * as z from 'zod/mini';
import { AnswersSummary } from './answers-summary.js';
import { TaskView } from './exercises.js';
import { route } from './route.js';
import { ContentId, Instant, Page, PageSize } from './words.js';

/** The key is wrong; my answer is right, too; I do not understand it; something is missing or does not work. */
export const OBJECTION_REASONS = ['key', 'mine', 'unclear', 'broken'] as const;
export const ObjectionReason = z.enum(OBJECTION_REASONS);
export type ObjectionReason = z.infer<typeof ObjectionReason>;

/** What a learner says against a task of their run. Said again, it takes the place of what was said before. */
export const ObjectionWish = z.strictObject({
  exerciseId: ContentId,
  reason: ObjectionReason,
  text: z.string().check(z.trim(), z.maxLength(500)),
});
export type ObjectionWish = z.infer<typeof ObjectionWish>;
export const objectTo = route('POST', '/api/runs/:runId/objections', {
  who: 'trainee',
  body: ObjectionWish,
  reply: z.object({ objected: z.literal(true) }),
});

const authors = ['author', 'admin'] as const;
const Standing = {
  exerciseId: ContentId,
  unit: z.string(),
  stem: z.string(),
  objections: z.number(),
  lastAt: Instant,
  /** First tries, and how many of them were right. */
  firstTries: z.number(),
  firstRight: z.number(),
};
export const ObjectedTask = z.object(Standing);
export type ObjectedTask = z.infer<typeof ObjectedTask>;
export const ObjectedTasks = z.object({ rows: z.array(ObjectedTask), total: z.number() });
/** Tasks with objections that are not settled, those with the most first. */
export const objectedTasks = route('GET', '/api/tenants/:tenantId/objections', {
  who: authors,
  query: z.object({ page: Page, size: PageSize }),
  reply: ObjectedTasks,
});

export const ObjectedTaskPage = z.object({
  ...Standing,
  task: TaskView,
  /** The newest fifty, without names. */
  said: z.array(z.object({ reason: ObjectionReason, text: z.string(), at: Instant })),
  /** Null for a task that people mark. */
  given: z.nullable(AnswersSummary),
});
export type ObjectedTaskPage = z.infer<typeof ObjectedTaskPage>;
export const objectedTask = route('GET', '/api/tenants/:tenantId/objections/:exerciseId', { who: authors, reply: ObjectedTaskPage });
/** All that was said of it until now. */
export const settleObjections = route('POST', '/api/tenants/:tenantId/objections/:exerciseId/settled', {
  who: authors,
  body: z.strictObject({}),
  reply: z.object({ settled: z.number() }),
});
