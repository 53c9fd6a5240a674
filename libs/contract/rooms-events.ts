import type { Lock } from './rooms-channels.js';
import type { MeetingEnd, MeetingPlace } from './rooms.js';

export interface BreakoutGroup {
  groupId: string;
  name: string;
  members: string[];
}

/** What can happen in a meeting. Ids only, never names; times are the server's, in ms. */
export interface MeetingEvents {
  'meeting.started': { endsAt: number | null };
  'meeting.ended': { why: MeetingEnd };
  /** It stands in the plan as if it had not begun. */
  'meeting.put-back': object;
  /** In batches: a class whose network came back is one event. */
  'people.came': { people: { person: string; seat: 'tutor' | 'trainee' }[] };
  'people.gone': { persons: string[] };
  'place.set': { person: string; place: MeetingPlace };
  'checkin.done': { person: string };
  'presence.tapped': { person: string; present: boolean };
  'device.paired': { deviceId: string; label: string };
  'device.revoked': { deviceId: string };
  'hand.raised': { person: string; topic: string | null };
  'hand.called': { person: string };
  'hand.lowered': { person: string; why: 'self' | 'done' | 'gone' | 'removed' };
  'hand.order': { order: 'time' | 'alternate' };
  'chat.posted': { text: string; to: 'all' | 'tutors' } | { text: string; to: 'group'; groupId: string };
  'chat.hidden': { line: number };
  'poll.opened': { poll: string; question: string; options: string[]; several: boolean; named: boolean; endsAt: number | null };
  /** Only the number of voters; who voted stands in nobody's copy but their own. */
  'poll.voted': { poll: string; votes: number };
  'poll.tallied': { poll: string; counts: number[] };
  'poll.closed': { poll: string; counts: number[]; votes: number; split: { room: number[]; remote: number[] } | null };
  'poll.named': { poll: string; choices: Record<string, number[]> };
  'poll.hidden': { poll: string };
  'exercise.opened': { opening: string; unitId: string; exerciseId: string };
  'exercise.answered': { opening: string; answers: number };
  'exercise.shown': { opening: string; stage: 'answers' | 'solution'; summary: unknown };
  'exercise.closed': { opening: string };
  'board.shown': { pageId: string };
  'timer.started': { label: string; endsAt: number };
  'timer.stopped': object;
  'breakout.planned': { groups: BreakoutGroup[] };
  'breakout.opened': { endsAt: number | null };
  'breakout.assigned': { person: string; groupId: string | null };
  'breakout.help': { groupId: string; wanted: boolean };
  'breakout.said': { text: string };
  'breakout.closed': object;
  'lock.set': { lock: Lock; on: boolean };
  'person.removed': { person: string };
  'person.readmitted': { person: string };
  'microphone.taken': { holder: string };
  'microphone.given': object;
}
export type MeetingEventType = keyof MeetingEvents;

/** One event as it is stored, replayed and broadcast. `by` is null where nobody in particular did it, or where it is nobody's business. */
export type MeetingEvent = {
  [T in MeetingEventType]: { seq: number; at: number; by: string | null; type: T; body: MeetingEvents[T] };
}[MeetingEventType];

/** Who may see an event: everybody, tutors, room devices, one person, or one break-out group. Tutors see all but what others keep to themselves. */
export type Audience = 'all' | 'tutors' | 'devices' | `person ${string}` | `group ${string}`;
