import type { EntityManager } from 'typeorm';
import { columns } from '#lotse/base';
import type { MeetingEventRow, MeetingPresence } from '../entities.js';
import type { At } from '../log/meeting.queries.js';
import { MEETING_COLUMNS, MEETINGS, MINE, NOT_PUT_BACK, type MeetingAt } from '../plan/plan.queries.js';
import type { Connection } from './traces.js';

/** A meeting of the course, if it is this tutor's; `ofAnyTutor`: also where it is not. */
export async function hourOfTutor(
  tx: EntityManager,
  { tenant, person, courseId, meeting }: At & { person: string; courseId: string },
  { isLocked, ofAnyTutor }: { isLocked: boolean; ofAnyTutor: boolean },
): Promise<MeetingAt | undefined> {
  const mine = ofAnyTutor ? '$2::uuid is not null' : MINE;
  const [row] = await tx.query<MeetingAt[]>(
    `select ${MEETING_COLUMNS} from ${MEETINGS} where m.tenant = $1 and ${mine} and r.course = $3 and m.id = $4 and ${NOT_PUT_BACK}${isLocked ? ' for update of m' : ''}`,
    [tenant, person, courseId, meeting],
  );
  return row;
}

const CONNECTION = columns<MeetingPresence>()('id', 'person', 'cameAt', 'leftAt');

export function connectionsOf(tx: EntityManager, { tenant, meeting }: At): Promise<Connection[]> {
  return tx.query<Connection[]>(
    `select ${CONNECTION}, seat = 'tutor' as "isTutor" from meeting_presence where tenant = $1 and meeting = $2 and person is not null order by came_at`,
    [tenant, meeting],
  );
}

/** An event of the log that says something about where somebody was. */
export type PlaceRow = Pick<MeetingEventRow, 'seq' | 'at'> & { type: 'place.set' | 'checkin.done' | 'presence.tapped'; body: Buffer };
export function placeEvents(tx: EntityManager, { tenant, meeting }: At): Promise<PlaceRow[]> {
  return tx.query<PlaceRow[]>(
    `select seq, type, at, body from meeting_event where tenant = $1 and meeting = $2 and type in ('place.set', 'checkin.done', 'presence.tapped') and body is not null order by seq`,
    [tenant, meeting],
  );
}

/** Who has said that they will not come, and when. */
export async function excusesOf(tx: EntityManager, { tenant, meeting }: At): Promise<Map<string, Date>> {
  const rows = await tx.query<{ person: string; at: Date }[]>(`select person, at from meeting_excuse where tenant = $1 and meeting = $2`, [tenant, meeting]);
  return new Map(rows.map((row) => [row.person, row.at]));
}
