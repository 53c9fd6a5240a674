import * as z from 'zod/mini';
import { AnsweredTask } from './course.js';
import { Section, TaskView } from './exercises.js';
import { route } from './route.js';
import { ContentId, Id, Instant } from './words.js';

const staff = ['teacher', 'tutor'] as const;
const CommentText = z.string().check(z.trim(), z.minLength(1), z.maxLength(2_000));

/** A comment on a run, or on one task of it. */
export const RunComment = z.object({
  commentId: Id,
  exerciseId: z.nullable(ContentId),
  text: z.string(),
  author: z.string(),
  /** Written by who asks: they may take it back. */
  mine: z.boolean(),
  at: Instant,
});
export type RunComment = z.infer<typeof RunComment>;

/** One task of a run with every answer given to it, oldest first. */
export const ReviewTask = z.object({ task: TaskView, section: Section, answers: z.array(AnsweredTask) });
export const ReviewRun = z.object({
  runId: Id,
  startedAt: Instant,
  finishedAt: z.nullable(Instant),
  done: z.number(),
  total: z.number(),
  firstTryRight: z.number(),
  grade: z.nullable(z.number()),
});

/** A trainee's work in one unit, read-only. `run` is null where nothing was begun. */
export const ReviewPage = z.object({
  personId: Id,
  name: z.string(),
  units: z.array(z.object({ unitId: ContentId, title: z.string() })),
  unitId: z.nullable(ContentId),
  runs: z.array(ReviewRun),
  run: z.nullable(ReviewRun),
  tasks: z.array(ReviewTask),
  comments: z.array(RunComment),
});
export type ReviewPage = z.infer<typeof ReviewPage>;
/** Without `unitId` the unit last worked in; without `runId` the newest run. Each call is audited. */
export const reviewPage = route('GET', '/api/courses/:enrolmentId/people/:personId/review', {
  who: staff,
  query: z.object({ unitId: z.optional(ContentId), runId: z.optional(Id) }),
  reply: ReviewPage,
});
export const addComment = route('POST', '/api/courses/:enrolmentId/people/:personId/comments', {
  who: staff,
  body: z.strictObject({ runId: Id, exerciseId: z.nullable(ContentId), text: CommentText }),
  reply: RunComment,
});
export const removeComment = route('DELETE', '/api/courses/:enrolmentId/comments/:commentId', {
  who: staff,
  body: z.strictObject({}),
  reply: z.object({ removed: z.literal(true) }),
});
/** What was said about one's own run. */
export const runComments = route('GET', '/api/runs/:runId/comments', { who: 'trainee', reply: z.object({ comments: z.array(RunComment) }) });

/** A grade that stands otherwise in the LMS than Lotse sent it, as the daily comparison found it. */
export const GradeDifference = z.object({
  personId: Id,
  name: z.string(),
  linkTitle: z.string(),
  /** Points of a hundred; `found` is null where the LMS holds no grade. */
  wanted: z.number(),
  found: z.nullable(z.number()),
  kind: z.enum(['missing', 'other']),
  seenAt: Instant,
});
export type GradeDifference = z.infer<typeof GradeDifference>;
export const gradeDifferences = route('GET', '/api/courses/:enrolmentId/grades/differences', {
  who: staff,
  reply: z.object({ differences: z.array(GradeDifference) }),
});
/** "Jetzt senden": sends again what has not arrived or stands otherwise, of one person or of the whole course. */
export const sendGrades = route('POST', '/api/courses/:enrolmentId/grades/send', {
  who: staff,
  body: z.strictObject({ personId: z.optional(Id) }),
  reply: z.object({ queued: z.number() }),
});
