import type { RoomChoice, RoomSource } from '#lotse/lti';
import type { MeetingEnd, MeetingRow, RoomCard, RoomMedia, SupportElement } from '#lotse/contract';

export interface RoomRecord {
  id: string;
  course: string;
  title: string;
  placeLabel: string | null;
  media: RoomMedia;
  link: string | null;
  closedAt: Date | null;
}
export const ROOM_COLUMNS = `id, course, title, place_label as "placeLabel", media, link, closed_at as "closedAt"`;

export interface MeetingRecord {
  id: string;
  plannedFrom: Date | null;
  plannedTo: Date | null;
  placeLabel: string | null;
  supportElement: SupportElement | null;
  groupId: string | null;
  startedAt: Date | null;
  endedAt: Date | null;
  endedBy: MeetingEnd | null;
  cancelledAt: Date | null;
}
export const MEETING_COLUMNS = `m.id, m.planned_from as "plannedFrom", m.planned_to as "plannedTo", m.place_label as "placeLabel", m.support_element as "supportElement",
  m.group_id as "groupId", m.started_at as "startedAt", m.ended_at as "endedAt", m.ended_by as "endedBy", m.cancelled_at as "cancelledAt"`;

export function meetingRow(row: MeetingRecord): MeetingRow {
  const time = (at: Date | null) => at?.toISOString() ?? null;
  return {
    meetingId: row.id,
    state: row.cancelledAt ? 'cancelled' : row.endedAt ? 'ended' : row.startedAt ? 'live' : 'planned',
    plannedFrom: time(row.plannedFrom),
    plannedTo: time(row.plannedTo),
    placeLabel: row.placeLabel,
    supportElement: row.supportElement,
    groupId: row.groupId,
    startedAt: time(row.startedAt),
    endedAt: time(row.endedAt),
    endedBy: row.endedBy,
  };
}

export function cardOf(room: RoomRecord, near: { live: MeetingRow | null; next: MeetingRow | null }): RoomCard {
  return { roomId: room.id, title: room.title, placeLabel: room.placeLabel, media: room.media, closed: room.closedAt !== null, ...near };
}

/** Rooms as activities of the LMS may open them. */
export const ROOM_SOURCE: RoomSource = {
  of: (tx, tenant, courseId) =>
    tx.query<RoomChoice[]>(`select id as "roomId", title from room where tenant = $1 and course = $2 and closed_at is null order by title, id limit 100`, [
      tenant,
      courseId,
    ]),
  has: async (tx, tenant, courseId, roomId) => {
    const rows = await tx.query<unknown[]>(`select 1 from room where tenant = $1 and course = $2 and id::text = $3`, [tenant, courseId, roomId]);
    return rows.length > 0;
  },
};
