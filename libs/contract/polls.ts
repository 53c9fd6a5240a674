import * as z from 'zod/mini';

export const POLL_OPTIONS_MOST = 8;
const line = (max: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(max));

/** A poll as a tutor writes it, before the hour or in it. */
export const pollQuestion = {
  question: line(300),
  options: z.array(line(200)).check(z.minLength(2), z.maxLength(POLL_OPTIONS_MOST)),
  several: z.boolean(),
  /** Named polls show the tutors who chose what; all others are anonymous, towards tutors too. */
  named: z.boolean(),
};
export const PollQuestion = z.strictObject(pollQuestion);
export type PollQuestion = z.infer<typeof PollQuestion>;
