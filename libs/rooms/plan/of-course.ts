import type { EntityManager } from 'typeorm';
import { Problem } from '#lotse/base';
import { lockMeeting, lockRoom, type MeetingAt, type RoomAt } from './plan.queries.js';

/** A room of this course, locked. Throws room.unknown. */
export async function roomOf(tx: EntityManager, tenant: string, courseId: string, roomId: string): Promise<RoomAt> {
  const room = await lockRoom(tx, { tenant, courseId, roomId });
  if (!room) throw new Problem('not-found', 'room.unknown');
  return room;
}

/** A meeting of this course, locked. Throws meeting.unknown. */
export async function meetingOf(tx: EntityManager, tenant: string, courseId: string, meetingId: string): Promise<MeetingAt> {
  const meeting = await lockMeeting(tx, { tenant, courseId, meetingId });
  if (!meeting) throw new Problem('not-found', 'meeting.unknown');
  return meeting;
}
