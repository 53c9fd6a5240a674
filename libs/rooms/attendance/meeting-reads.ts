import type { EntityManager } from 'typeorm';
import type { Seal } from '#lotse/base';
import type { MeetingEvents, MeetingPlace } from '#lotse/contract';
import { isEnteredLate } from '../plan/meeting-states.js';
import type { MeetingAt } from '../plan/plan.queries.js';
import { propose, type Proposal } from './propose.js';
import { tracesOf, tutorSpans, type Connection, type PlaceEvent } from './traces.js';

interface EventRow {
  seq: number;
  type: 'place.set' | 'checkin.done' | 'presence.tapped';
  at: Date;
  body: Buffer;
}

/** What happened in one meeting, as far as attendance asks for it. */
export interface Happened {
  connections: Connection[];
  events: PlaceEvent[];
  excuses: Map<string, Date>;
}

export async function happenedIn(tx: EntityManager, seal: Seal, tenant: string, meeting: string): Promise<Happened> {
  const connections = await tx.query<Connection[]>(
    `select id, person, seat = 'tutor' as "isTutor", came_at as "cameAt", left_at as "leftAt" from meeting_presence where tenant = $1 and meeting = $2 and person is not null order by came_at`,
    [tenant, meeting],
  );
  const rows = await tx.query<EventRow[]>(
    `select seq, type, at, body from meeting_event where tenant = $1 and meeting = $2 and type in ('place.set', 'checkin.done', 'presence.tapped') and body is not null order by seq`,
    [tenant, meeting],
  );
  const events: PlaceEvent[] = [];
  for (const row of rows) {
    const cell = { table: 'meeting_event', row: `${meeting} ${row.seq}`, column: 'body' };
    events.push(placeEvent(row, JSON.parse(await seal.open(tx, { kind: 'tenant', id: tenant }, cell, row.body)) as never));
  }
  const excuses = await tx.query<{ person: string; at: Date }[]>(`select person, at from meeting_excuse where tenant = $1 and meeting = $2`, [tenant, meeting]);
  return { connections, events, excuses: new Map(excuses.map((row) => [row.person, row.at])) };
}

function placeEvent({ type, at }: EventRow, body: MeetingEvents['place.set'] & MeetingEvents['checkin.done'] & MeetingEvents['presence.tapped']): PlaceEvent {
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
