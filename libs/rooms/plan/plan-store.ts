import type { EntityManager } from 'typeorm';
import { Problem } from '#lotse/base';

export interface RoomAt {
  id: string;
  title: string;
  placeLabel: string | null;
  isClosed: boolean;
}
export interface MeetingAt {
  id: string;
  room: string;
  roomTitle: string;
  series: string | null;
  groupId: string | null;
  from: Date;
  to: Date;
  placeLabel: string | null;
  supportElement: string | null;
  tutor: string | null;
  startedAt: Date | null;
  startedBy: string | null;
  endedAt: Date | null;
  cancelledAt: Date | null;
  createdAt: Date;
}

/** An hour that was started at once has no plan: it stands where it really was. */
export const MEETING_COLUMNS = `m.id, m.room, r.title as "roomTitle", m.series, m.group_id as "groupId", coalesce(m.planned_from, m.started_at) as "from",
  coalesce(m.planned_to, m.ended_at, m.started_at + interval '4 hours') as "to", coalesce(m.place_label, r.place_label) as "placeLabel", m.support_element as "supportElement",
  m.tutor, m.started_at as "startedAt", m.started_by as "startedBy", m.ended_at as "endedAt", m.cancelled_at as "cancelledAt", m.created_at as "createdAt"`;
/** Groups or polls are prepared for it. */
export const IS_PREPARED = `(exists (select from prepared_group g where g.tenant = m.tenant and g.meeting = m.id)
  or exists (select from prepared_poll p where p.tenant = m.tenant and p.meeting = m.id))`;
export const MEETINGS = `meeting m join room r on r.tenant = m.tenant and r.id = m.room`;

/** A room of this course. Throws room.unknown. */
export async function roomOf(tx: EntityManager, tenant: string, courseId: string, roomId: string): Promise<RoomAt> {
  const [row] = await tx.query<RoomAt[]>(
    `select id, title, place_label as "placeLabel", closed_at is not null as "isClosed" from room where tenant = $1 and course = $2 and id = $3 for update`,
    [tenant, courseId, roomId],
  );
  if (!row) throw new Problem('not-found', 'room.unknown');
  return row;
}

/** A meeting of this course, locked. Throws meeting.unknown. */
export async function meetingOf(tx: EntityManager, tenant: string, courseId: string, meetingId: string): Promise<MeetingAt> {
  const [row] = await tx.query<MeetingAt[]>(`select ${MEETING_COLUMNS} from ${MEETINGS} where m.tenant = $1 and r.course = $2 and m.id = $3 for update of m`, [
    tenant,
    courseId,
    meetingId,
  ]);
  if (!row) throw new Problem('not-found', 'meeting.unknown');
  return row;
}

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

/** Times at which the room is taken, among these stretches. */
export async function clashes(
  tx: EntityManager,
  tenant: string,
  at: { room: string; but: string | null },
  spans: readonly { from: Date; to: Date }[],
): Promise<Date[]> {
  const rows = await tx.query<{ from: Date }[]>(
    `select s.f as "from" from unnest($3::timestamptz[], $4::timestamptz[]) as s(f, t) where exists (select from meeting m where m.tenant = $1 and m.room = $2 and m.cancelled_at is null and m.ended_at is null
       and m.planned_from < s.t and m.planned_to > s.f and ($5::uuid is null or m.id <> $5))`,
    [tenant, at.room, spans.map((one) => one.from), spans.map((one) => one.to), at.but],
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
