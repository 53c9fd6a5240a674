import type { EntityManager } from 'typeorm';
import { columns, type RowOf } from '#lotse/base';
import type { Meeting, Room } from '../entities.js';
import type { At } from '../log/meeting.queries.js';

interface InCourse {
  tenant: string;
  courseId: string;
}
const ROOM = columns<Room>()('id', 'title', 'placeLabel');
export type RoomAt = RowOf<typeof ROOM> & { isClosed: boolean };
const MEETING = columns<Meeting>('m.')(
  ...(['id', 'room', 'series', 'groupId', 'supportElement', 'tutor', 'startedAt', 'startedBy', 'endedAt', 'cancelledAt', 'createdAt'] as const),
);
export type MeetingAt = RowOf<typeof MEETING> & Span & Pick<Meeting, 'placeLabel'> & { roomTitle: string };
export interface Span {
  from: Date;
  to: Date;
}

/** An hour that was started at once has no plan: it stands where it really was. */
export const MEETING_COLUMNS = `${MEETING}, r.title as "roomTitle", coalesce(m.place_label, r.place_label) as "placeLabel", coalesce(m.planned_from, m.started_at) as "from",
  coalesce(m.planned_to, m.ended_at, m.started_at + interval '4 hours') as "to"`;
export const MEETINGS = `meeting m join room r on r.tenant = m.tenant and r.id = m.room`;
/** Whose hour it is: who is to teach it, who started it, or who sat in it as a tutor. $2 is the asker. */
export const MINE = `(coalesce(m.tutor = $2, false) or coalesce(m.started_by = $2, false) or exists (select from meeting_presence p where p.tenant = m.tenant and p.meeting = m.id and p.person = $2 and p.seat = 'tutor'))`;
/** One that was put back was never held. */
export const NOT_PUT_BACK = `m.ended_by is distinct from 'put-back'`;
export const CONFIRMED = `exists (select from attendance_record a where a.tenant = m.tenant and a.meeting = m.id)`;
/** Groups or polls are prepared for it. */
export const IS_PREPARED = `(exists (select from prepared_group g where g.tenant = m.tenant and g.meeting = m.id)
  or exists (select from prepared_poll p where p.tenant = m.tenant and p.meeting = m.id))`;

export async function lockRoom(tx: EntityManager, { tenant, courseId, roomId }: InCourse & { roomId: string }): Promise<RoomAt | undefined> {
  const [row] = await tx.query<RoomAt[]>(
    `select ${ROOM}, closed_at is not null as "isClosed" from room where tenant = $1 and course = $2 and id = $3 for update`,
    [tenant, courseId, roomId],
  );
  return row;
}

export async function lockMeeting(tx: EntityManager, { tenant, courseId, meetingId }: InCourse & { meetingId: string }): Promise<MeetingAt | undefined> {
  const [row] = await tx.query<MeetingAt[]>(`select ${MEETING_COLUMNS} from ${MEETINGS} where m.tenant = $1 and r.course = $2 and m.id = $3 for update of m`, [
    ...[tenant, courseId, meetingId],
  ]);
  return row;
}

/** Times at which the room is taken, among these stretches; `but` is a meeting that does not count. */
export async function clashes(tx: EntityManager, at: { tenant: string; room: string; but: string | null }, spans: readonly Span[]): Promise<Date[]> {
  const rows = await tx.query<{ from: Date }[]>(
    `select s.f as "from" from unnest($3::timestamptz[], $4::timestamptz[]) as s(f, t) where exists (select from meeting m where m.tenant = $1 and m.room = $2 and m.cancelled_at is null and m.ended_at is null
       and m.planned_from < s.t and m.planned_to > s.f and ($5::uuid is null or m.id <> $5))`,
    [at.tenant, at.room, spans.map((one) => one.from), spans.map((one) => one.to), at.but],
  );
  return rows.map((row) => row.from);
}

/** Tutors and teachers who are in the course now. */
export async function staffOf(tx: EntityManager, tenant: string, courseId: string): Promise<string[]> {
  const rows = await tx.query<{ person: string }[]>(
    `select person from enrolment where tenant = $1 and course = $2 and role in ('tutor', 'teacher') and status = 'active' and not test order by person limit 1000`,
    [tenant, courseId],
  );
  return rows.map((row) => row.person);
}

/** This hour, and with a series those of it that follow in the same room, as far as they are still only planned. */
export async function lockPlanned(
  tx: EntityManager,
  { tenant, meeting, series, room, from }: At & { series: string | null; room: string; from: Date },
): Promise<string[]> {
  const rows = await tx.query<{ id: string }[]>(
    `select id from meeting where tenant = $1 and (id = $2 or ($3::uuid is not null and series = $3 and room = $4 and planned_from > $5)) and started_at is null and cancelled_at is null for update`,
    [tenant, meeting, series, room, from],
  );
  return rows.map((row) => row.id);
}

/** This hour, and with `together` those of its series that were called off in the same moment, as far as they are still to come. */
export function lockCalledOff(
  tx: EntityManager,
  { tenant, meeting, together, now }: At & { together: boolean; now: Date },
): Promise<(Span & { id: string })[]> {
  return tx.query<(Span & { id: string })[]>(
    `select m.id, m.planned_from as "from", m.planned_to as "to" from meeting m join meeting one on one.tenant = m.tenant and one.id = $2
     where m.tenant = $1 and (m.id = one.id or ($3::boolean and m.series = one.series and m.room = one.room)) and m.cancelled_at = one.cancelled_at and m.planned_from > $4
     order by m.planned_from for update of m`,
    [tenant, meeting, together, now],
  );
}

interface NewHour extends Span {
  id: string;
  seed: number;
}
/** What is the same for all hours of a plan. */
interface Planned {
  tenant: string;
  room: string;
  series: string | null;
  groupId: string | null;
  onlyGroup: boolean;
  placeLabel: string | null;
  supportElement: string | null;
  tutor: string;
  by: string;
  at: Date;
}
export async function insertHours(tx: EntityManager, plan: Planned, hours: readonly NewHour[]): Promise<void> {
  await tx.query(
    `insert into meeting (tenant, id, room, series, group_id, only_group, planned_from, planned_to, place_label, support_element, tutor, seed, created_by, created_at, changed_at)
     select $1, v.id, $2, $3, $4, $14, v.f, v.t, $5, $6, $7, v.seed, $8, $9, $9 from unnest($10::uuid[], $11::timestamptz[], $12::timestamptz[], $13::int[]) as v(id, f, t, seed)`,
    [
      ...[plan.tenant, plan.room, plan.series, plan.groupId, plan.placeLabel, plan.supportElement, plan.tutor, plan.by, plan.at],
      ...[hours.map((one) => one.id), hours.map((one) => one.from), hours.map((one) => one.to), hours.map((one) => one.seed)],
      plan.onlyGroup,
    ],
  );
}

/** Said twice it is said once. */
export async function insertExcuse(tx: EntityManager, { tenant, meeting, person, at }: At & { person: string; at: Date }): Promise<void> {
  await tx.query(`insert into meeting_excuse (tenant, meeting, person, at) values ($1, $2, $3, $4) on conflict (tenant, meeting, person) do nothing`, [
    ...[tenant, meeting, person, at],
  ]);
}
