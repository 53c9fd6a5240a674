import type { Audience, MeetingEvents, MeetingEventType, MeetingState, Seat } from '#lotse/contract';

/** Who sits at a connection. A device is no person. */
export interface Viewer {
  seat: Seat;
  person: string | null;
  device: string | null;
}

/** What a rule decided: an event without its number and time. `about` is the one person it concerns beside whoever did it. */
export type Decided = {
  [T in MeetingEventType]: { type: T; body: MeetingEvents[T]; audience?: Audience; about?: string; by?: null };
}[MeetingEventType];

export interface Vote {
  person: string;
  choices: number[];
  place: 'room' | 'remote' | null;
}

/** What a rule has to know and the state does not hold; read in the transaction that stores, or looked up before. */
export interface Facts {
  votes?: readonly Vote[];
  summary?: unknown;
}

/** One message to a meeting, or something the server does by itself (`by` null). */
export interface Command {
  id: string;
  name: string;
  by: Viewer | null;
  body: unknown;
  /** Looked up before by whoever sends it; no part of what was asked. */
  facts?: Facts;
}

export interface RuleContext {
  state: MeetingState;
  by: Viewer | null;
  now: number;
  id: string;
  facts: Facts;
}

/** Throws a Problem where it is refused. No events: nothing has to change. */
export type Rule<B> = (context: RuleContext, body: B) => Decided[];
