import * as z from 'zod/mini';
import { MeetingPlace } from './rooms.js';
import { route } from './route.js';
import { ContentId, Id, Instant } from './words.js';

const everyone = ['trainee', 'teacher', 'tutor'] as const;
const HOUR = '/api/courses/:enrolmentId/meetings/:meetingId';

/** A task that was worked on together. Staff see how many were right, a trainee sees their own answer. */
export const HourTask = z.object({
  unitId: ContentId,
  exerciseId: ContentId,
  unitTitle: z.string(),
  /** The beginning of what was asked. */
  stem: z.string(),
  answers: z.number(),
  right: z.nullable(z.number()),
  mine: z.nullable(z.enum(['right', 'partly', 'wrong', 'manual'])),
});
export type HourTask = z.infer<typeof HourTask>;

/** After the hour. What is null is none of the asker's business, or is not kept any more. */
export const HourSummary = z.object({
  meetingId: Id,
  roomId: Id,
  roomTitle: z.string(),
  from: Instant,
  to: Instant,
  /** The asker taught it as a tutor, and with it confirms who was there. */
  isMine: z.boolean(),
  isConfirmed: z.boolean(),
  /** The asker taught it. */
  mayNote: z.boolean(),
  people: z.nullable(z.array(z.object({ personId: Id, name: z.string(), place: z.nullable(MeetingPlace) }))),
  tasks: z.array(HourTask),
  polls: z.array(z.object({ question: z.string(), options: z.array(z.string()), counts: z.array(z.number()) })),
  /** Hands with a topic that nobody called, and what was written to the tutors. */
  questions: z.nullable(z.array(z.object({ name: z.string(), text: z.string() }))),
  nextTime: z.nullable(z.string()),
});
export type HourSummary = z.infer<typeof HourSummary>;

export const hourSummary = route('GET', `${HOUR}/summary`, { who: everyone, reply: HourSummary });
/** What to take up the next time: read by those who teach the course; empty takes it away. */
export const noteNextTime = route('PUT', `${HOUR}/next-time`, {
  who: ['teacher', 'tutor'],
  body: z.strictObject({ text: z.string().check(z.trim(), z.maxLength(2000)) }),
  reply: z.object({ done: z.literal(true) }),
});
