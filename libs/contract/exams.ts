import * as z from 'zod/mini';
import { AnswerOutcome } from './answers.js';
import { Response, TaskView } from './exercises.js';
import { route } from './route.js';
import { ContentId, Id, Instant, MasteryState, Page, PageSize } from './words.js';

/**
 * Mock exams. The server's clock decides when an attempt begins and ends; while it runs nothing is judged and nothing of a solution
 * is sent. Tasks are Lotse's own, no paper of a chamber, and only the written part is estimated.
 */
export const ExamState = z.enum(['running', 'handed-in', 'time-over', 'broken-off']);
export type ExamState = z.infer<typeof ExamState>;

/** The chamber's scale on the day of the attempt: from how many points of 100 which grade is given, best first. */
export const ExamScale = z.object({
  pass: z.number(),
  steps: z.array(z.object({ from: z.number(), grade: z.number(), title: z.string() })),
  source: z.object({ label: z.string(), url: z.string(), asOf: z.string(), validFrom: z.string() }),
});
export type ExamScale = z.infer<typeof ExamScale>;

export const ExamArea = z.object({ areaId: ContentId, title: z.string(), tasks: z.number(), points: z.number(), minutes: z.number() });
export type ExamArea = z.infer<typeof ExamArea>;

/** One attempt that was ended, in a list. Points and grade are null where it was broken off. */
export const ExamAttemptCard = z.object({
  attemptId: Id,
  formId: ContentId,
  title: z.string(),
  state: ExamState,
  startedAt: Instant,
  endedAt: Instant,
  /** It was taken with more time. */
  longer: z.boolean(),
  points: z.nullable(z.number()),
  grade: z.nullable(z.number()),
  passed: z.nullable(z.boolean()),
  areas: z.array(z.object({ areaId: ContentId, title: z.string(), points: z.number(), of: z.number() })),
});
export type ExamAttemptCard = z.infer<typeof ExamAttemptCard>;

/** A form with its conditions, as a trainee reads them before they begin. */
export const ExamForm = z.object({
  formId: ContentId,
  title: z.string(),
  about: z.string(),
  minutes: z.number(),
  tasks: z.number(),
  areas: z.array(ExamArea),
  scale: ExamScale,
  /** Minutes with more time, where it may be chosen: before the first attempt that was handed in. */
  longerMinutes: z.nullable(z.number()),
  open: z.nullable(z.object({ attemptId: Id, startedAt: Instant, endsAt: Instant, secondsLeft: z.number(), answered: z.number(), tasks: z.number() })),
  /** The newest that was handed in or whose time ended. */
  last: z.nullable(ExamAttemptCard),
});
export type ExamForm = z.infer<typeof ExamForm>;

/** All forms whose tasks are published here; none is an empty list. */
export const examForms = route('GET', '/api/enrolments/:enrolmentId/exams', { who: 'trainee', reply: z.object({ forms: z.array(ExamForm) }) });
/** One form with all attempts that were ended, newest first. Problem: exam.unknown. */
export const examForm = route('GET', '/api/enrolments/:enrolmentId/exams/:formId', {
  who: 'trainee',
  query: z.object({ page: Page, size: PageSize }),
  reply: z.object({ form: ExamForm, attempts: z.array(ExamAttemptCard), total: z.number(), page: z.number(), size: z.number() }),
});

export const ExamTask = z.object({
  position: z.number(),
  areaId: ContentId,
  /** Points it gives of the 100. */
  points: z.number(),
  /** As on paper: `exam` is set, without hint, words and aids. Parts of a situation follow each other. */
  task: TaskView,
  /** What is stored; null where nothing is. */
  response: z.nullable(Response),
  /** To come back to. */
  flagged: z.boolean(),
});
export type ExamTask = z.infer<typeof ExamTask>;

export const ExamPaper = z.object({
  attemptId: Id,
  formId: ContentId,
  title: z.string(),
  /** Not `running`: there are no tasks; handed in or time over has a result. */
  state: ExamState,
  longer: z.boolean(),
  startedAt: Instant,
  endsAt: Instant,
  /** By the server's clock, when this was sent; 0 when the time is over. */
  secondsLeft: z.number(),
  areas: z.array(ExamArea),
  tasks: z.array(ExamTask),
});
export type ExamPaper = z.infer<typeof ExamPaper>;

/** Begins an attempt or goes on with the open one of this form: calling it twice opens one. Problems: exam.unknown, exam.longer (no first attempt), exam.not-ready. */
export const beginExam = route('POST', '/api/exams', {
  who: 'trainee',
  body: z.strictObject({ enrolmentId: Id, formId: ContentId, longer: z.boolean() }),
  reply: ExamPaper,
});
/** The same tasks and the time left, on every device. An attempt whose time is over is closed by this. Problem: exam.attempt-unknown. */
export const examPaper = route('GET', '/api/exams/:attemptId', { who: 'trainee', reply: ExamPaper });

/**
 * What changes at one task. `response` null empties it, without it the answer stays; without `flagged` the mark stays.
 * `saveId` is made once: sending it again changes nothing. Of one device the higher `sequence` stays, so that a late repetition
 * never replaces what was given after it; of two devices what arrives last.
 */
export const SaveExamTask = z.strictObject({
  saveId: Id,
  position: z.number().check(z.int(), z.minimum(0), z.maximum(500)),
  response: z.optional(z.nullable(Response)),
  flagged: z.optional(z.boolean()),
  device: z.string().check(z.maxLength(40)),
  sequence: z.number().check(z.int(), z.minimum(0)),
});
export type SaveExamTask = z.infer<typeof SaveExamTask>;

/** `savedAt`: it is stored (after COMMIT). Problems: task.unknown, answer.unfit, answer.invalid. */
export const ExamSaved = z.union([
  z.object({ saveId: Id, savedAt: Instant }),
  z.object({ saveId: z.nullable(z.string()), problem: z.object({ kind: z.string(), code: z.string() }) }),
]);
export type ExamSaved = z.infer<typeof ExamSaved>;

/** Each item on its own, replies in their order. Problems of the whole: exam.attempt-unknown, exam.over (ended, or too late). */
export const saveExam = route('POST', '/api/exams/:attemptId/answers', {
  who: 'trainee',
  body: z.strictObject({ items: z.array(z.unknown()).check(z.minLength(1), z.maxLength(100)) }),
  reply: z.object({ items: z.array(ExamSaved), answered: z.number(), secondsLeft: z.number() }),
});

export const ExamResult = z.object({
  ...{ attemptId: Id, formId: ContentId, title: z.string(), state: z.enum(['handed-in', 'time-over']), longer: z.boolean() },
  ...{ startedAt: Instant, endedAt: Instant, minutes: z.number(), minutesUsed: z.number() },
  /** Whole points of 100, the chamber's grade for them. */
  ...{ points: z.number(), grade: z.number(), gradeTitle: z.string(), passed: z.boolean(), scale: ExamScale },
  /** Points with up to one decimal. */
  areas: z.array(z.object({ areaId: ContentId, title: z.string(), points: z.number(), of: z.number(), right: z.number(), tasks: z.number() })),
  tasks: z.array(
    z.object({
      ...{ position: z.number(), areaId: ContentId, points: z.number(), of: z.number(), task: TaskView },
      /** Null: left blank; then the outcome is wrong, with the solution. */
      response: z.nullable(Response),
      outcome: AnswerOutcome,
      /** The unit that practises it. */
      unitId: ContentId,
    }),
  ),
  /** Weakest first, at most five; empty where everything was right. `inCourse`: a link of this course opens the unit. */
  practise: z.array(
    z.object({
      ...{ competence: ContentId, title: z.string(), state: MasteryState, points: z.number(), of: z.number() },
      ...{ unitId: ContentId, unitTitle: z.string(), inCourse: z.boolean() },
    }),
  ),
});
export type ExamResult = z.infer<typeof ExamResult>;

/** Ends the attempt; again it gives the same result. Problems: exam.attempt-unknown, exam.broken-off. */
export const handInExam = route('POST', '/api/exams/:attemptId/hand-in', { who: 'trainee', body: z.strictObject({}), reply: ExamResult });
/** Ends it without a result: nothing is judged. Problems: exam.attempt-unknown, exam.over (has a result already). */
export const breakOffExam = route('POST', '/api/exams/:attemptId/break-off', {
  who: 'trainee',
  body: z.strictObject({}),
  reply: z.object({ state: z.literal('broken-off') }),
});
/** Problems: exam.attempt-unknown, exam.running (not before the end), exam.broken-off. */
export const examResult = route('GET', '/api/exams/:attemptId/result', { who: 'trainee', reply: ExamResult });
