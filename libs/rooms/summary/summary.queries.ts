import type { EntityManager } from 'typeorm';
import type { At } from '../log/meeting.queries.js';
import { CONFIRMED, MEETING_COLUMNS, MEETINGS, MINE, NOT_PUT_BACK, type MeetingAt } from '../plan/plan.queries.js';

export type HourRow = MeetingAt & { isMine: boolean; isConfirmed: boolean; nextTime: Buffer | null };
/** `person` is the asker. */
export async function hourOf(
  tx: EntityManager,
  { tenant, person, courseId, meeting }: At & { person: string; courseId: string },
): Promise<HourRow | undefined> {
  const [row] = await tx.query<HourRow[]>(
    `select ${MEETING_COLUMNS}, m.next_time as "nextTime", ${MINE} as "isMine", ${CONFIRMED} as "isConfirmed" from ${MEETINGS} where m.tenant = $1 and r.course = $3 and m.id = $4 and ${NOT_PUT_BACK}`,
    [tenant, person, courseId, meeting],
  );
  return row;
}

/** Trainees who had a connection. */
export async function connectedTrainees(tx: EntityManager, { tenant, meeting }: At): Promise<string[]> {
  const rows = await tx.query<{ person: string }[]>(
    `select distinct person from meeting_presence where tenant = $1 and meeting = $2 and seat = 'trainee' and person is not null`,
    [tenant, meeting],
  );
  return rows.map((row) => row.person);
}
