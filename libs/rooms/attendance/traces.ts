import type { MeetingPresence } from '../entities.js';
import type { PresencePlace, Trace } from './propose.js';
import type { Span } from './spans.js';

/** One connection of somebody: the last time it was heard is the time of leaving where nobody said goodbye. */
export type Connection = Pick<MeetingPresence, 'id' | 'cameAt' | 'leftAt'> & { person: string; isTutor: boolean };
/** What the log of a meeting says about somebody's place. */
export type PlaceEvent =
  | { kind: 'placed'; person: string; at: Date; place: PresencePlace }
  | { kind: 'checked-in'; person: string; at: Date }
  | { kind: 'tapped'; person: string; at: Date; isHere: boolean };

/** Everything about one person, as `propose` wants it. The place belongs to the person, so it holds for each of their connections. */
export function tracesOf(person: string, connections: readonly Connection[], events: readonly PlaceEvent[]): Trace[] {
  const told = events.filter((one) => one.person === person).sort((a, b) => a.at.getTime() - b.at.getTime());
  const places = told.flatMap((one) =>
    one.kind === 'tapped' ? [] : [{ at: one.at, place: one.kind === 'placed' ? one.place : 'room', proved: one.kind === 'checked-in' } as const],
  );
  const traces: Trace[] = told.flatMap((one) => (one.kind === 'tapped' ? [{ kind: 'tapped', at: one.at, isHere: one.isHere }] : []));
  for (const { id: device, cameAt, leftAt } of connections.filter((one) => one.person === person && !one.isTutor)) {
    const before = places.filter((one) => one.at <= cameAt).at(-1);
    const during = places.filter((one) => one.at > cameAt && (leftAt === null || one.at < leftAt));
    // who has not said yet where they are, is where they say first
    const first = before ?? during[0];
    traces.push({ kind: 'came', at: cameAt, device, place: first?.place ?? 'away' });
    if (first?.proved) traces.push({ kind: 'placed', at: cameAt, device, place: first.place, proved: true });
    for (const { at, place, proved } of during) traces.push({ kind: 'placed', at, device, place, proved });
    if (leftAt !== null) traces.push({ kind: 'gone', at: leftAt, device });
  }
  return traces;
}

/** Stretches in which a tutor was there; a connection that is still open lasts until the end. */
export function tutorSpans(connections: readonly Connection[], end: Date): Span[] {
  return connections.filter((one) => one.isTutor).map(({ cameAt, leftAt }) => ({ from: cameAt, to: leftAt ?? end }));
}
