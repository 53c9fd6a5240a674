import type { MeetingAt } from './plan.queries.js';

export type MeetingState = 'planned' | 'live' | 'ended' | 'cancelled';
export function stateOf(meeting: Pick<MeetingAt, 'startedAt' | 'endedAt' | 'cancelledAt'>): MeetingState {
  if (meeting.cancelledAt) return 'cancelled';
  if (meeting.endedAt) return 'ended';
  return meeting.startedAt ? 'live' : 'planned';
}

/** It runs no more and will not run: ended, or its time has passed without it. */
export function isOver(meeting: Pick<MeetingAt, 'startedAt' | 'endedAt' | 'cancelledAt' | 'to'>, now: Date): boolean {
  return meeting.endedAt !== null || (meeting.startedAt === null && meeting.to <= now);
}

/** It was entered after its time: it was held, but not in Lotse. */
export function isEnteredLate(meeting: Pick<MeetingAt, 'startedAt' | 'createdAt' | 'to'>): boolean {
  return meeting.startedAt === null && meeting.createdAt >= meeting.to;
}
