import type { EntityManager } from 'typeorm';
import { columns, type RowOf, type Statement } from '#lotse/base';
import type { JoinTicketRow, RoomPairing } from '../entities.js';
import type { At } from '../log/meeting.queries.js';

interface Joinable {
  started: boolean;
  ended: boolean;
  /** Of an hour for its group alone. */
  groupId: string | null;
}
export async function joinableOf(tx: EntityManager, { tenant, meeting, courseId }: At & { courseId: string }): Promise<Joinable | undefined> {
  const [row] = await tx.query<Joinable[]>(
    `select m.started_at is not null as started, m.ended_at is not null or m.cancelled_at is not null as ended, case when m.only_group then m.group_id end as "groupId" from meeting m join room r on r.tenant = m.tenant and r.id = m.room
     where m.tenant = $1 and m.id = $2 and r.course = $3`,
    [tenant, meeting, courseId],
  );
  return row;
}

const TICKET = columns<JoinTicketRow>()('meeting', 'seat', 'person', 'roomDevice', 'session', 'enrolment', 'expiresAt');
export type TicketRow = RowOf<typeof TICKET>;
/** Rows: TicketRow. */
export function takeTicket(tenant: string, hash: Buffer): Statement {
  const text = `delete from join_ticket where tenant = $1 and ticket_hash = $2 returning ${TICKET}`;
  return { name: 'ticket-redeem', text, values: [tenant, hash] };
}

const PAIRING = columns<RoomPairing>()('tenant', 'meeting', 'expiresAt');

export async function takePairing(tx: EntityManager, codeHash: Buffer): Promise<RowOf<typeof PAIRING> | undefined> {
  const [rows] = await tx.query<[RowOf<typeof PAIRING>[], number]>(`delete from room_pairing where code_hash = $1 returning ${PAIRING}`, [codeHash]);
  return rows[0];
}

/** The meeting in which this device has a seat. */
export async function meetingOfDevice(
  tx: EntityManager,
  { tenant, device, tokenHash }: { tenant: string; device: string; tokenHash: Buffer },
): Promise<string | undefined> {
  const [row] = await tx.query<{ meeting: string }[]>(
    `select meeting from room_device where tenant = $1 and id = $2 and token_hash = $3 and revoked_at is null`,
    [tenant, device, tokenHash],
  );
  return row?.meeting;
}

/** Of these enrolments the ones that are active and no guest's. */
export function rolesOf(tx: EntityManager, tenant: string, enrolments: readonly (string | null)[]): Promise<{ id: string; role: string }[]> {
  return tx.query<{ id: string; role: string }[]>(
    `select id, role from enrolment where tenant = $1 and id = any($2) and status = 'active' and role <> 'guest'`,
    [tenant, enrolments],
  );
}

export const LONGEST_LIST = 200;
/** People of the meeting's course, or those of them who are among `only`. */
export async function peopleOfCourse(tx: EntityManager, { tenant, meeting }: At, only: readonly string[] | null): Promise<string[]> {
  const rows = await tx.query<{ person: string }[]>(
    `select e.person from enrolment e join room r on r.tenant = e.tenant and r.course = e.course join meeting m on m.tenant = r.tenant and m.room = r.id
     where m.tenant = $1 and m.id = $2 and e.status = 'active' and e.role <> 'guest' and ($3::uuid[] is null or e.person = any($3)) order by e.person limit ${LONGEST_LIST}`,
    [tenant, meeting, only],
  );
  return rows.map((row) => row.person);
}
