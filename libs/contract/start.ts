import * as z from 'zod/mini';
import { Place } from './place-in-run.js';
import { route } from './route.js';
import { ContentId, Id, Instant, MasteryState } from './words.js';

export const UnitState = z.enum(['not-started', 'going', 'finished']);
export type UnitState = z.infer<typeof UnitState>;

/** One buoy of the fairway. */
export const Buoy = z.object({
  ...{ competence: ContentId, title: z.string(), state: MasteryState },
  /** Right ones among the last eight that count as evidence. */
  right: z.number(),
  /** The unit that practises it. */
  unitId: ContentId,
});
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
  /** What to do next: the begun unit, the next new one, else the finished one with the fewest points; null when all have all or nothing was chosen. */
  next: z.nullable(UnitCard),
  units: z.array(UnitCard),
  fairway: z.array(Buoy),
  examOn: z.nullable(z.string()),
  occupation: z.nullable(z.string()),
  /** What teachers and tutors wrote in the last two weeks about a newest run, the newest first. `task` is where its run shows it, from 1. */
  said: z.array(
    z.object({
      ...{ commentId: Id, author: z.string(), text: z.string(), at: Instant },
      ...{ unitId: ContentId, unit: z.string(), task: z.nullable(z.number()), place: z.nullable(Place), isOpen: z.boolean() },
    }),
  ),
  /** What was marked in the last two weeks in a newest run, the newest first. */
  marked: z.array(
    z.object({
      ...{ answerId: Id, author: z.string(), at: Instant, points: z.number(), most: z.number() },
      ...{ unitId: ContentId, unit: z.string(), task: z.number(), place: Place },
    }),
  ),
  contact: z.nullable(
    z.object({ name: z.string(), role: z.enum(['companion', 'tutor', 'pedagogue', 'teacher']), phone: z.nullable(z.string()), email: z.nullable(z.string()) }),
  ),
});
export type StartPage = z.infer<typeof StartPage>;
/** The trainee says when the exam is and for what; null takes it back to what the office entered. */
export const setExam = route('PUT', '/api/enrolments/:enrolmentId/exam', {
  who: 'trainee',
  body: z.strictObject({ examOn: z.nullable(z.iso.date()), occupation: z.nullable(z.string().check(z.trim(), z.minLength(1), z.maxLength(120))) }),
  reply: z.object({ examOn: z.nullable(z.string()), occupation: z.nullable(z.string()) }),
});
export const startPage = route('GET', '/api/enrolments/:enrolmentId/start', { who: ['trainee', 'teacher', 'tutor', 'any'], reply: StartPage });
