import * as z from 'zod/mini';
import { Response, SourceView } from './exercises.js';
import { Text2 } from './prose.js';
import { route } from './route.js';
import { ContentId, Id, Instant, MasteryState, Verdict } from './words.js';

/** Help that was used before this answer: plain language, words, read aloud, hint. */
export const Aid = z.enum(['plain', 'words', 'aloud', 'hint']);
export type Aid = z.infer<typeof Aid>;

/** One answer as the browser sends it. `answerId` is made once by the browser; sending it again changes nothing. */
export const SubmitAnswer = z.strictObject({
  answerId: Id,
  runId: Id,
  exerciseId: ContentId,
  /** Of the task in the run; the exercise alone says it where a run has it once. */
  position: z.optional(z.number().check(z.int(), z.minimum(0), z.maximum(500))),
  try: z.number().check(z.int(), z.minimum(1), z.maximum(2)),
  aids: z.array(Aid).check(z.maxLength(4)),
  response: Response,
  /** Random id of this browser's storage; no fingerprint. */
  device: z.string().check(z.maxLength(40)),
  /** Counts up per device. */
  sequence: z.number().check(z.int(), z.minimum(0)),
  clientTime: Instant,
});
export type SubmitAnswer = z.infer<typeof SubmitAnswer>;

/** Verdict of one part (gap, option, position). */
export const PartVerdict = z.enum(['right', 'partly', 'wrong']);
export type PartVerdict = z.infer<typeof PartVerdict>;

/** What people say about an answer: `gone` was deleted before anybody had read it. */
export const HandVerdict = z.object({
  state: z.enum(['waiting', 'marked', 'gone']),
  mark: z.nullable(
    z.object({
      ...{ author: z.string(), at: Instant, points: z.number(), most: z.number() },
      criteria: z.array(z.object({ id: z.string(), title: z.string(), points: z.number(), level: z.string() })),
      /** Points that were found in the answer, and those that lack. */
      found: z.array(z.object({ text: z.string(), yes: z.boolean() })),
      /** Rich text: read where it is shown. */
      comment: z.nullable(z.unknown()),
    }),
  ),
});
export type HandVerdict = z.infer<typeof HandVerdict>;

export const AnswerOutcome = z.object({
  verdict: Verdict,
  /** Points of this try, 0 to 1. */
  score: z.number(),
  /** The reason, at both text levels. */
  feedback: Text2,
  parts: z.record(z.string(), PartVerdict),
  /** How the input was read, e.g. "1.234,56 €". */
  understood: z.optional(z.string()),
  triesLeft: z.number(),
  /** Only after a right answer or the last try. */
  solution: z.optional(Response),
  explanation: z.optional(Text2),
  sources: z.optional(z.array(SourceView)),
  /** Only of a task that people mark. */
  hand: z.optional(HandVerdict),
  mastery: MasteryState,
  /** Tasks of the run that are finished, and all of them. */
  done: z.number(),
  total: z.number(),
  finished: z.boolean(),
});
export type AnswerOutcome = z.infer<typeof AnswerOutcome>;

export const AnswerReply = z.union([
  z.object({ answerId: Id, outcome: AnswerOutcome }),
  z.object({
    answerId: z.nullable(z.string()),
    problem: z.object({ kind: z.string(), code: z.string(), details: z.optional(z.record(z.string(), z.union([z.string(), z.number()]))) }),
  }),
]);
export type AnswerReply = z.infer<typeof AnswerReply>;

/** Each item is parsed by SubmitAnswer on its own, in its own transaction: one bad item stops no other. */
export const submitAnswers = route('POST', '/api/answers', {
  who: 'trainee',
  body: z.strictObject({ items: z.array(z.unknown()).check(z.minLength(1), z.maxLength(100)) }),
  reply: z.object({ items: z.array(AnswerReply) }),
});
