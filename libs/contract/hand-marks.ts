import * as z from 'zod/mini';
import { LARGEST_RECORDING } from './kinds/hand.js';
import { AnsweredTask } from './course.js';
import { RichText } from './rich-text.js';
import { route } from './route.js';
import { ContentId, Id, Instant, Page, PageSize } from './words.js';

const staff = ['teacher', 'tutor'] as const;
const PartId = z.string().check(z.maxLength(31));

/** An answer in the inbox of a course. `marked`: the newest mark, if any. */
export const InboxItem = z.object({
  ...{ personId: Id, answerId: Id, name: z.string(), at: Instant },
  ...{ unitId: ContentId, unit: z.string(), exerciseId: ContentId, stem: z.string(), kind: z.enum(['open', 'writing', 'recording']) },
  marked: z.nullable(z.object({ at: Instant, author: z.string(), score: z.number() })),
});
export type InboxItem = z.infer<typeof InboxItem>;
const InboxEntry = z.object({ personId: Id, answerId: Id });

export const InboxPage = z.object({
  items: z.array(InboxItem),
  total: z.number(),
  page: z.number(),
  size: z.number(),
  /** Answers that wait, in all units and of all people. */
  waiting: z.number(),
  /** Answers of people who have left the course: nobody marks them. */
  left: z.number(),
  units: z.array(z.object({ unitId: ContentId, title: z.string() })),
  people: z.array(z.object({ personId: Id, name: z.string() })),
});
export type InboxPage = z.infer<typeof InboxPage>;
const which = { state: z._default(z.enum(['waiting', 'marked']), 'waiting'), unitId: z.optional(ContentId), personId: z.optional(Id) };
export const InboxWish = z.object(which);
export type InboxWish = z.infer<typeof InboxWish>;
/** Answers that people mark: waiting ones oldest first, marked ones newest first. */
export const inboxPage = route('GET', '/api/courses/:enrolmentId/inbox', {
  who: staff,
  query: z.object({ ...which, page: Page, size: PageSize }),
  reply: InboxPage,
});
/** How many answers wait: for the entrance to the inbox. */
export const inboxCount = route('GET', '/api/courses/:enrolmentId/inbox-count', { who: staff, reply: z.object({ waiting: z.number() }) });

/** One mark; the newest of an answer counts. */
export const HandMark = z.object({
  markId: Id,
  at: Instant,
  /** Empty: somebody who is not known any more. */
  author: z.string(),
  points: z.record(z.string(), z.number()),
  ticked: z.array(z.string()),
  score: z.number(),
  comment: z.nullable(RichText),
});
export type HandMark = z.infer<typeof HandMark>;

const Criterion = z.object({ id: z.string(), title: z.string(), levels: z.array(z.string()) });
export const InboxAnswer = z.object({
  ...InboxEntry.shape,
  name: z.string(),
  unit: z.string(),
  answer: AnsweredTask,
  criteria: z.array(Criterion),
  /** What belongs into the answer. */
  points: z.array(z.object({ id: z.string(), text: z.string() })),
  model: z.string(),
  /** Oldest first. */
  marks: z.array(HandMark),
  /** Why it cannot be marked: whoever gave it has left the course, or it was deleted after its time. */
  closed: z.nullable(z.enum(['left', 'gone'])),
  /** The next that waits, by the same wish. */
  next: z.nullable(InboxEntry),
  waiting: z.number(),
});
export type InboxAnswer = z.infer<typeof InboxAnswer>;
export const inboxAnswer = route('GET', '/api/courses/:enrolmentId/inbox/:personId/:answerId', {
  who: staff,
  query: InboxWish,
  reply: InboxAnswer,
});
/**
 * Marks an answer, or marks it again. `after`: how many marks were seen; where there are more by now, somebody else was
 * quicker (mark.other). `markId` is made once by the browser: sent again, it is one mark.
 */
export const MarkWish = z.strictObject({
  markId: Id,
  after: z.number().check(z.int(), z.minimum(0), z.maximum(1_000)),
  /** By criterion, 0 to 3: what does not fit the rubric is told as that. */
  points: z.record(PartId, z.number()),
  ticked: z.array(PartId).check(z.maxLength(8)),
  comment: z.nullable(RichText),
});
export type MarkWish = z.infer<typeof MarkWish>;
export const markAnswer = route('POST', '/api/courses/:enrolmentId/inbox/:personId/:answerId/marks', {
  who: staff,
  body: MarkWish,
  reply: z.object({ mark: HandMark, next: z.nullable(InboxEntry), waiting: z.number() }),
});

/** Sentences somebody uses again and again when marking: their own, in their order. */
const Phrase = z.string().check(z.trim(), z.minLength(1), z.maxLength(300));
export const Phrases = z.object({ phrases: z.array(z.string()) });
export const myPhrases = route('GET', '/api/phrases', { who: staff, reply: Phrases });
export const savePhrases = route('PUT', '/api/phrases', {
  who: staff,
  body: z.strictObject({ phrases: z.array(Phrase).check(z.maxLength(30)) }),
  reply: Phrases,
});

/** Where a piece of a recording belongs: it goes on at `from`, and all of the recording has `size` bytes. */
export const RecordingPiece = z.strictObject({
  exerciseId: ContentId,
  size: z.coerce.number().check(z.int(), z.minimum(1), z.maximum(LARGEST_RECORDING)),
  from: z.coerce.number().check(z.int(), z.minimum(0), z.maximum(LARGEST_RECORDING)),
});
export type RecordingPiece = z.infer<typeof RecordingPiece>;
const Received = z.object({ received: z.number(), whole: z.boolean() });
export const sendRecording = route('PUT', '/api/runs/:runId/recordings/:recordingId', {
  who: 'trainee',
  query: RecordingPiece,
  bytes: true,
  reply: Received,
});
/** How much has arrived: asked after a cut. */
export const recordingReceived = route('GET', '/api/runs/:runId/recordings/:recordingId', { who: 'trainee', reply: Received });
/** The recording itself: for whoever made it, and for those who mark it. */
export const RECORDING_PATH = '/api/runs/:runId/recordings/:recordingId/sound';
export const INBOX_RECORDING_PATH = '/api/courses/:enrolmentId/inbox/:personId/:answerId/sound';
