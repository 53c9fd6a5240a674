import type { BoardServerMessages } from './board.js';
import type { MediaServerMessages } from './media.js';
import type { MeetingState } from './meeting-state.js';
import type { MeetingEvent } from './rooms-events.js';
import type { RoomMedia, Seat } from './rooms.js';
import type { Mood } from './rooms-channels.js';

export interface MeetingMe {
  seat: Seat;
  person: string | null;
  deviceId: string | null;
}

/** First message on a connection: either everything that may be seen, or what was missed. */
export type Welcome = {
  seq: number;
  /** Server time in ms. */
  now: number;
  me: MeetingMe;
  /** What this person said last of how they follow; null where nothing stands. */
  mood: Mood | null;
  meeting: { meetingId: string; roomId: string; title: string; placeLabel: string | null; media: RoomMedia; link: string | null };
} & ({ kind: 'snapshot'; state: MeetingState } | { kind: 'replay'; events: MeetingEvent[] });

/** What the server says on a connection beside acknowledgements. */
export interface LiveServerMessages extends BoardServerMessages, MediaServerMessages {
  welcome: Welcome;
  events: MeetingEvent[];
  /** Whose connection has been gone for 20 seconds; hand and seat are kept for 90. Replaces the list before it. */
  away: { persons: string[] };
  'mood.bar': { ok: number; fast: number; lost: number };
  /** Said on another device of the same person. */
  'mood.mine': { mood: Mood | null };
  /** The connection ends. After `server` and `busy` the browser comes back by itself, after the others it does not. */
  bye: { reason: 'ended' | 'put-back' | 'removed' | 'revoked' | 'signed-out' | 'role' | 'server' | 'busy' };
}
