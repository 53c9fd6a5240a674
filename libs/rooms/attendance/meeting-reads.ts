import type { EntityManager } from 'typeorm';
import type { Seal } from '#lotse/base';
import type { MeetingEvents, MeetingPlace } from '#lotse/contract';
import { isEnteredLate } from '../plan/meeting-states.js';
import type { MeetingAt } from '../plan/plan.queries.js';
import { connectionsOf, excusesOf, placeEvents, type PlaceRow } from './hours.queries.js';
import { propose, type Proposal } from './propose.js';
import { tracesOf, tutorSpans, type Connection, type PlaceEvent } from './traces.js';

/** What happened in one meeting, as far as attendance asks for it. */
export interface Happened {
  connections: Connection[];
  events: PlaceEvent[];
  excuses: Map<string, Date>;
}

export async function happenedIn(tx: EntityManager, seal: Seal, tenant: string, meeting: string): Promise<Happened> {
  const at = { tenant, meeting };
  const connections = await connectionsOf(tx, at);
  const events: PlaceEvent[] = [];
  for (const row of await placeEvents(tx, at)) {
    const cell = { table: 'meeting_event', row: `${meeting} ${row.seq}`, column: 'body' };
    events.push(placeEvent(row, JSON.parse(await seal.open(tx, { kind: 'tenant', id: tenant }, cell, row.body)) as never));
  }
  return { connections, events, excuses: await excusesOf(tx, at) };
}

function placeEvent({ type, at }: PlaceRow, body: MeetingEvents['place.set'] & MeetingEvents['checkin.done'] & MeetingEvents['presence.tapped']): PlaceEvent {
  const { person } = body;
  if (type === 'place.set') return { kind: 'placed', person, at, place: body.place satisfies MeetingPlace };
  return type === 'checkin.done' ? { kind: 'checked-in', person, at } : { kind: 'tapped', person, at, isHere: body.present };
}

/** The record that is proposed for one person. A school's room is a school, a provider's a provider. */
export function proposedFor(person: string, meeting: MeetingAt, happened: Happened, isSchool: boolean): Proposal {
  return propose(
    {
      ...{ from: meeting.from, to: meeting.to, isCancelled: meeting.cancelledAt !== null, isHeldOutside: isEnteredLate(meeting), endedAt: meeting.endedAt },
      tutors: tutorSpans(happened.connections, meeting.endedAt ?? meeting.to),
      roomPlace: isSchool ? 'SCHOOL' : 'PROVIDER',
    },
    tracesOf(person, happened.connections, happened.events),
    happened.excuses.get(person) ?? null,
  );
}
