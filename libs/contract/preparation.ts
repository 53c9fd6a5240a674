import * as z from 'zod/mini';
import { PollQuestion } from './polls.js';
import { route } from './route.js';
import { Id } from './words.js';

const staff = ['teacher', 'tutor'] as const;
const line = (max: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(max));

export const PREPARED_GROUPS_MOST = 12;
export const PREPARED_POLLS_MOST = 12;

/** Break-out groups of one hour, thought out before it. A person is in one of them at most. */
const PreparedGroups = z.array(z.strictObject({ name: line(60), members: z.array(Id).check(z.maxLength(60)) })).check(z.maxLength(PREPARED_GROUPS_MOST));
export const PreparationWish = z.strictObject({ groups: PreparedGroups, polls: z.array(PollQuestion).check(z.maxLength(PREPARED_POLLS_MOST)) });
export type PreparationWish = z.infer<typeof PreparationWish>;

export const Preparation = z.object({
  /** Who is expected, to be put into groups. */
  people: z.array(z.object({ personId: Id, name: z.string() })),
  ...PreparationWish.shape,
});
export type Preparation = z.infer<typeof Preparation>;

const ONE = '/api/courses/:enrolmentId/meetings/:meetingId/preparation';
export const preparation = route('GET', ONE, { who: staff, reply: Preparation });
/** Takes the place of what was prepared before, until the hour is over. */
export const prepareMeeting = route('PUT', ONE, { who: staff, body: PreparationWish, reply: z.object({ done: z.literal(true) }) });
