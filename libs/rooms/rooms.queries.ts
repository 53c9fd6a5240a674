import type { EntityManager } from 'typeorm';
import { columns, type RowOf } from '#lotse/base';
import type { SupportElement, Welcome } from '#lotse/contract';
import type { RoomChoice } from '#lotse/lti';
import type { Meeting, Room } from './entities.js';
import type { At } from './log/meeting.queries.js';
import { NOT_PUT_BACK } from './plan/plan.queries.js';

const ROOM_COLUMNS = columns<Room>()('id', 'course', 'title', 'placeLabel', 'media', 'link', 'closedAt');
export type RoomRecord = RowOf<typeof ROOM_COLUMNS>;
const MEETING_COLUMNS = columns<Meeting>('m.')(
  ...(['id', 'plannedFrom', 'plannedTo', 'placeLabel', 'supportElement', 'groupId', 'startedAt', 'endedAt', 'endedBy', 'cancelledAt'] as const),
);
export type MeetingRecord = RowOf<typeof MEETING_COLUMNS> & { supportElement: SupportElement | null };

interface InCourse {
  tenant: string;
  courseId: string;
}
interface InRoom {
  tenant: string;
  room: string;
}
interface Page {
  offset: number;
  limit: number;
}

/** Open ones first, by title; each row with the number of all. */
export function roomsOf(tx: EntityManager, { tenant, courseId }: InCourse, page: Page): Promise<(RoomRecord & { total: number })[]> {
  return tx.query<(RoomRecord & { total: number })[]>(
    `select ${ROOM_COLUMNS}, count(*) over ()::int as total from room where tenant = $1 and course = $2 order by closed_at is not null, title, id limit $3 offset $4`,
    [tenant, courseId, page.limit, page.offset],
  );
}

export async function roomBy(
  tx: EntityManager,
  { tenant, courseId, roomId }: InCourse & { roomId: string },
  more: '' | ' for update' = '',
): Promise<RoomRecord | undefined> {
  const [room] = await tx.query<RoomRecord[]>(`select ${ROOM_COLUMNS} from room where tenant = $1 and id = $2 and course = $3${more}`, [
    ...[tenant, roomId, courseId],
  ]);
  return room;
}

/** Meetings of a room that were started, the newest first; each row with the number of all. */
export function startedMeetings(tx: EntityManager, { tenant, room }: InRoom, page: Page): Promise<(MeetingRecord & { total: number })[]> {
  return tx.query<(MeetingRecord & { total: number })[]>(
    `select ${MEETING_COLUMNS}, count(*) over ()::int as total from meeting m where m.tenant = $1 and m.room = $2 and m.started_at is not null and ${NOT_PUT_BACK}
         order by m.started_at desc, m.id limit $3 offset $4`,
    [tenant, room, page.limit, page.offset],
  );
}

export async function meetingBy(tx: EntityManager, { tenant, meeting }: At): Promise<MeetingRecord | undefined> {
  const [row] = await tx.query<MeetingRecord[]>(`select ${MEETING_COLUMNS} from meeting m where m.tenant = $1 and m.id = $2`, [tenant, meeting]);
  return row;
}

/** The meeting that runs in a room, and the next one. */
export async function nearMeetings(
  tx: EntityManager,
  { tenant, room, now }: InRoom & { now: Date },
): Promise<{ live: MeetingRecord | undefined; next: MeetingRecord | undefined }> {
  const rows = await tx.query<MeetingRecord[]>(
    `(select ${MEETING_COLUMNS} from meeting m where m.tenant = $1 and m.room = $2 and m.started_at is not null and m.ended_at is null limit 1)
       union all (select ${MEETING_COLUMNS} from meeting m where m.tenant = $1 and m.room = $2 and m.started_at is null and m.cancelled_at is null and m.planned_to > $3 order by m.planned_from limit 1)`,
    [tenant, room, now],
  );
  return { live: rows.find((row) => row.startedAt !== null), next: rows.find((row) => row.startedAt === null) };
}

/** The hour of this room that ended last, with what was noted for the next time. */
export async function lastNote(tx: EntityManager, { tenant, room }: InRoom): Promise<{ id: string; note: Buffer | null } | undefined> {
  const [row] = await tx.query<{ id: string; note: Buffer | null }[]>(
    `select m.id, m.next_time as note from meeting m where m.tenant = $1 and m.room = $2 and m.ended_at is not null and ${NOT_PUT_BACK} order by m.ended_at desc limit 1`,
    [tenant, room],
  );
  return row;
}

type About = Welcome['meeting'] & { hosts: string[] };
/** A meeting with its room, and the hosts to which the tenant lets its rooms lead. */
export async function aboutMeeting(tx: EntityManager, { tenant, meeting }: At): Promise<About | undefined> {
  const [row] = await tx.query<About[]>(
    `select m.id as "meetingId", r.id as "roomId", r.title, coalesce(m.place_label, r.place_label) as "placeLabel", r.media, r.link, coalesce(u.link_hosts, '{}') as hosts
         from meeting m join room r on r.tenant = m.tenant and r.id = m.room left join media_rules u on u.tenant = m.tenant where m.tenant = $1 and m.id = $2`,
    [tenant, meeting],
  );
  return row;
}

/** Open rooms of a course, for activities of the LMS to choose from. */
export function roomChoices(tx: EntityManager, { tenant, courseId }: InCourse): Promise<RoomChoice[]> {
  return tx.query<RoomChoice[]>(`select id as "roomId", title from room where tenant = $1 and course = $2 and closed_at is null order by title, id limit 100`, [
    ...[tenant, courseId],
  ]);
}

export async function isRoomOf(tx: EntityManager, { tenant, courseId, roomId }: InCourse & { roomId: string }): Promise<boolean> {
  const rows = await tx.query<unknown[]>(`select 1 from room where tenant = $1 and course = $2 and id::text = $3`, [tenant, courseId, roomId]);
  return rows.length > 0;
}
