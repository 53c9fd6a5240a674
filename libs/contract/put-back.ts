import type { MeetingState } from './meeting-state.js';

/** So long after its beginning an hour can be put back. */
export const PUT_BACK_MINUTES = 10;

/** Why an hour that runs is not put back any more; null where it can be. `now` in ms. */
export function whyNotPutBack(
  { startedAt, people }: Pick<MeetingState, 'startedAt' | 'people'>,
  now: number,
): 'meeting.somebody-came' | 'meeting.put-back-late' | null {
  if (Object.values(people).some(({ seat }) => seat === 'trainee')) return 'meeting.somebody-came';
  return startedAt === null || now - startedAt > PUT_BACK_MINUTES * 60_000 ? 'meeting.put-back-late' : null;
}
