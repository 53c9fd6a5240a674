import { acted, daysBefore, HERE, MY_PERSON, own, sealedOfTenant, type LibTables } from '#lotse/base';

const IN_SNAPSHOT = `${HERE} and exists (select from meeting_event e where e.tenant = meeting_snapshot.tenant and e.meeting = meeting_snapshot.meeting and ${MY_PERSON} in (e.by, e.about))`;
/** Members before their groups. */
const PREPARED = ['prepared_group_member', 'prepared_group', 'prepared_poll'] as const;
const OF_ENDED = ['meeting_event', 'meeting_snapshot', 'meeting_vote', 'meeting_mood', 'meeting_presence', 'room_device'] as const;

/** Rooms, meetings with their logs, presence, room devices. What was said and seen goes 90 days after the end; the hour itself belongs to the measure. */
export const ROOM_TABLES: LibTables = {
  tables: {
    room: { class: 'tenant', retention: 'installation' },
    meeting: { class: 'tenant', retention: 'measure' },
    meeting_event: { class: 'tenant', retention: 'meeting' },
    meeting_snapshot: { class: 'tenant', retention: 'meeting' },
    meeting_vote: { class: 'tenant', retention: 'meeting' },
    meeting_mood: { class: 'tenant', retention: 'meeting' },
    meeting_presence: { class: 'tenant', retention: 'meeting' },
    room_device: { class: 'tenant', retention: 'meeting' },
    join_ticket: { class: 'tenant', retention: 'days' },
    room_pairing: { class: 'gate', retention: 'meeting' },
    board_page: { class: 'tenant', retention: 'installation' },
    board_update: { class: 'tenant', retention: 'installation' },
    board_picture: { class: 'tenant', retention: 'installation' },
    media_rules: { class: 'tenant', retention: 'installation' },
    prepared_group: { class: 'tenant', retention: 'meeting' },
    prepared_group_member: { class: 'tenant', retention: 'meeting' },
    prepared_poll: { class: 'tenant', retention: 'meeting' },
    server_load: { class: 'tenant', retention: 'days' },
  },
  sealed: [
    ...sealedOfTenant('meeting', ['cancel_reason', 'next_time']),
    ...sealedOfTenant('meeting_event', ['body'], ['meeting', 'seq']),
    ...sealedOfTenant('meeting_snapshot', ['body'], ['meeting']),
    ...sealedOfTenant('board_page', ['title']),
    ...sealedOfTenant('board_update', ['body'], ['page', 'seq']),
    ...sealedOfTenant('board_picture', ['body']),
    ...sealedOfTenant('prepared_group', ['name']),
    ...sealedOfTenant('prepared_poll', ['body']),
  ],
  personal: [
    // before the events, by which it is known who stands in it; it is made anew from them
    { table: 'meeting_snapshot', by: [], where: IN_SNAPSHOT, kind: 'learning', fate: 'delete', at: 'at', secret: ['body'] },
    {
      ...{ table: 'meeting_event', by: ['by', 'about'], where: `${HERE} and ${MY_PERSON} in (by, about)` },
      ...{ kind: 'learning', fate: 'detach', set: 'by = null, about = null, body = null', at: 'at' },
    },
    own('meeting_vote', 'learning', 'null::timestamptz'),
    own('meeting_presence', 'learning', 'came_at'),
    own('join_ticket', 'access', 'expires_at'),
    own('prepared_group_member', 'learning', 'null::timestamptz'),
    acted('meeting', 'tutor', 'started_by', 'cancelled_by', 'created_by'),
    acted('room', 'created_by'),
  ],
  noPerson: {
    'meeting.ended_by': 'says how it ended',
    'join_ticket.session': 'goes with the ticket of the person',
    'join_ticket.enrolment': 'goes with the ticket of the person',
  },
  sweep: async (tx, { tenant, now }) => {
    for (const table of OF_ENDED)
      await tx.query(`delete from ${table} e using meeting m where e.tenant = $1 and m.tenant = e.tenant and m.id = e.meeting and m.ended_at < $2`, [
        tenant,
        daysBefore(now, 90),
      ]);
    for (const table of PREPARED)
      await tx.query(
        `delete from ${table} e using meeting m where e.tenant = $1 and m.tenant = e.tenant and m.id = e.meeting and coalesce(m.ended_at, m.planned_to) < $2`,
        [tenant, daysBefore(now, 90)],
      );
    await tx.query(`update meeting set next_time = null where tenant = $1 and next_time is not null and ended_at < $2`, [tenant, daysBefore(now, 90)]);
    await tx.query(`delete from join_ticket where tenant = $1 and expires_at < $2`, [tenant, now]);
    // its changes go with it
    await tx.query(`delete from board_page where tenant = $1 and deleted_at < $2`, [tenant, daysBefore(now, 1)]);
  },
  // hours whose records went with their participations
  endProofs: async ({ db }, tx, { tenant, before }) => {
    const left = [...OF_ENDED, ...PREPARED, 'meeting_change', 'meeting_excuse', 'attendance_record'];
    const over = await tx.query<{ id: string }[]>(
      `select m.id from meeting m where m.tenant = $1 and coalesce(m.ended_at, m.planned_to, m.started_at) < $2
         ${left.map((table) => `and not exists (select from ${table} c where c.tenant = m.tenant and c.meeting = m.id)`).join(' ')} limit 1000`,
      [tenant, before],
    );
    if (over.length > 0)
      await db.atEraser(tx, null, () => tx.query(`delete from meeting where tenant = $1 and id = any($2)`, [tenant, over.map(({ id }) => id)]));
  },
  sweepGate: async (tx, now) => {
    await tx.query(`delete from room_pairing where expires_at < $1`, [now]);
    await tx.query(`delete from server_load where heard_at < $1`, [daysBefore(now, 1)]);
  },
};
