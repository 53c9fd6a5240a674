import * as z from 'zod/mini';
import { PollQuestion } from './polls.js';
import { route } from './route.js';
import { Id, Instant, Page, PageSize } from './words.js';

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
  /** Other hours of its series that are still to come and in which nothing is prepared. */
  unprepared: z.number(),
});
export type Preparation = z.infer<typeof Preparation>;

const ONE = '/api/courses/:enrolmentId/meetings/:meetingId/preparation';
export const preparation = route('GET', ONE, { who: staff, reply: Preparation });
/** Takes the place of what was prepared before, until the hour is over. `series`: also in those hours that `unprepared` counts. */
export const prepareMeeting = route('PUT', ONE, {
  who: staff,
  body: z.strictObject({ ...PreparationWish.shape, series: z.optional(z.boolean()) }),
  reply: z.object({ meetings: z.number() }),
});
/** An hour of the same room in which something is prepared, with how much. */
export const PreparedHour = z.object({ meetingId: Id, from: Instant, groups: z.number(), polls: z.number() });
export type PreparedHour = z.infer<typeof PreparedHour>;
/** What can be taken over into this hour, the nearest first. What is in it: `preparation` of that hour. */
export const preparedHours = route('GET', `${ONE}/others`, {
  who: staff,
  query: z.object({ page: Page, size: PageSize }),
  reply: z.object({ rows: z.array(PreparedHour), total: z.number() }),
});
