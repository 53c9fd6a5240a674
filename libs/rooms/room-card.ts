import type { MeetingRow, RoomCard } from '#lotse/contract';
import type { MeetingRecord, RoomRecord } from './rooms.queries.js';

/** A meeting as a room's page shows it. */
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
