import type { EntityManager } from 'typeorm';
import { columns, type RowOf } from '#lotse/base';
import { PUT_BACK_MINUTES } from '#lotse/contract';
import type { MeetingChangeRow } from '../attendance/attendance.entities.js';
import { CONFIRMED, IS_PREPARED, MEETING_COLUMNS, MEETINGS, MINE, NOT_PUT_BACK, type MeetingAt, type Span } from './plan.queries.js';

/** So many hours are read at most. */
const MOST = 300;
const WHEN = `coalesce(m.planned_from, m.started_at)`;

/** The asker in a course. */
interface InCourse {
  tenant: string;
  person: string;
  courseId: string;
}

/** $6 is now. */
const CALLED_OFF = `(select count(*)::int from meeting o where o.tenant = m.tenant and o.cancelled_at = m.cancelled_at and m.planned_from > $6
  and (o.id = m.id or (o.series = m.series and o.room = m.room)) and o.planned_from > $6)`;
const MAY_PUT_BACK = `(m.started_at is not null and m.ended_at is null and m.started_at >= $6::timestamptz - interval '${PUT_BACK_MINUTES} minutes'
  and not exists (select from meeting_presence p where p.tenant = m.tenant and p.meeting = m.id and p.seat = 'trainee'))`;

export type HourOfWeek = MeetingAt & { isMine: boolean; isConfirmed: boolean; isPrepared: boolean; calledOff: number; mayPutBack: boolean };
export function hoursBetween(tx: EntityManager, { tenant, person, courseId }: InCourse, span: Span & { now: Date }): Promise<HourOfWeek[]> {
  return tx.query<HourOfWeek[]>(
    `select ${MEETING_COLUMNS}, ${MINE} as "isMine", ${CONFIRMED} as "isConfirmed", ${IS_PREPARED} as "isPrepared", ${CALLED_OFF} as "calledOff", ${MAY_PUT_BACK} as "mayPutBack"
       from ${MEETINGS} where m.tenant = $1 and r.course = $3 and ${NOT_PUT_BACK} and ${WHEN} >= $4 and ${WHEN} < $5
       order by ${WHEN}, m.id limit ${MOST}`,
    [tenant, person, courseId, span.from, span.to, span.now],
  );
}

/** The asker's hours that are over and that nobody confirmed. */
export function unconfirmedHours(tx: EntityManager, { tenant, person, courseId }: InCourse, time: { since: Date; now: Date }): Promise<MeetingAt[]> {
  return tx.query<MeetingAt[]>(
    `select ${MEETING_COLUMNS} from ${MEETINGS} where m.tenant = $1 and r.course = $3 and ${MINE} and ${NOT_PUT_BACK} and not ${CONFIRMED} and ${WHEN} >= $4
         and (m.ended_at is not null or (m.started_at is null and m.planned_to <= $5)) order by ${WHEN} limit 20`,
    [tenant, person, courseId, time.since, time.now],
  );
}

interface OfHours {
  tenant: string;
  meetings: readonly string[];
}

/** From which of these hours the person has excused themselves. */
export async function excusedFrom(tx: EntityManager, { tenant, person, meetings }: OfHours & { person: string }): Promise<Set<string>> {
  const rows = await tx.query<{ meeting: string }[]>(`select meeting from meeting_excuse where tenant = $1 and person = $2 and meeting = any($3)`, [
    ...[tenant, person, meetings],
  ]);
  return new Set(rows.map((row) => row.meeting));
}

const CHANGE = columns<MeetingChangeRow>()('id', 'meeting', 'kind', 'reason', 'before', 'at');
type ChangeRow = RowOf<typeof CHANGE>;
/** The newest of an hour stands last. */
export function changesOf(tx: EntityManager, { tenant, meetings }: OfHours): Promise<ChangeRow[]> {
  return tx.query<ChangeRow[]>(`select ${CHANGE} from meeting_change where tenant = $1 and meeting = any($2) order by at`, [...[tenant, meetings]]);
}

export function cancellationsOf(tx: EntityManager, { tenant, meetings }: OfHours): Promise<{ id: string; at: Date; reason: Buffer }[]> {
  return tx.query<{ id: string; at: Date; reason: Buffer }[]>(
    `select id, cancelled_at as at, cancel_reason as reason from meeting where tenant = $1 and id = any($2) and cancel_reason is not null`,
    [tenant, meetings],
  );
}
