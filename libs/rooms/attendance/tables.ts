import { acted, daysBefore, detached, HERE, MY_PERSON, own, sealedOfTenant, type LibTables, type PersonalRows } from '#lotse/base';

const kept = { fate: 'keep', because: 'measure' } as const;
const attendance = { kind: 'attendance' } as const;
/** What hangs on a record of the person: on one of no measure it goes with the record, on the others it stays with the measure. */
const ofRecord = (table: string, column: string, measure: string) =>
  `${HERE} and exists (select from attendance_record r where r.tenant = ${table}.tenant and r.id = ${table}.${column} and r.person = ${MY_PERSON} and r.participation is ${measure})`;
const hanging = (table: string, column: string): PersonalRows[] => [
  { table, by: [column], where: ofRecord(table, column, 'null'), ...attendance, fate: 'delete', at: 'at' },
  { table, by: [column], where: ofRecord(table, column, 'not null'), ...attendance, ...kept, at: 'at' },
];
const ENDED = `exists (select from attendance_record r where r.tenant = $2 and r.participation = any($1)`;

/** Who took part in which hour, what was changed in the plan, calendars. */
export const ATTENDANCE_TABLES: LibTables = {
  tables: {
    attendance_record: { class: 'tenant', retention: 'measure' },
    attendance_statement: { class: 'tenant', retention: 'measure' },
    attendance_reason: { class: 'tenant', retention: 'measure' },
    meeting_change: { class: 'tenant', retention: 'meeting' },
    meeting_excuse: { class: 'tenant', retention: 'meeting' },
    calendar_feed: { class: 'gate', retention: 'days' },
  },
  sealed: [
    ...sealedOfTenant('attendance_record', ['because']),
    ...sealedOfTenant('attendance_statement', ['text']),
    ...sealedOfTenant('meeting_change', ['reason']),
  ],
  personal: [
    ...hanging('attendance_statement', 'record'),
    ...hanging('attendance_reason', 'root'),
    acted('attendance_reason', 'set_by'),
    {
      ...{ table: 'attendance_record', by: ['person'], where: `${HERE} and person = ${MY_PERSON} and participation is null`, ...attendance },
      ...{ fate: 'delete', at: 'planned_from' },
    },
    {
      ...{ table: 'attendance_record', by: ['person'], where: `${HERE} and person = ${MY_PERSON} and participation is not null`, ...attendance },
      ...{ fate: 'detach', because: 'measure', set: 'person = null', at: 'planned_from' },
    },
    acted('attendance_record', 'second_professional', 'confirmed_by'),
    own('meeting_excuse', 'attendance', 'at'),
    detached('meeting_change', 'by'),
    { ...own('calendar_feed', 'access', 'created_at'), secret: ['token_hash'] },
  ],
  eraseParticipations: ({ db }, tx, { tenant, ids }) =>
    db.atEraser(tx, null, async () => {
      await tx.query(`delete from attendance_statement s where ${ENDED} and r.id = s.record)`, [ids, tenant]);
      await tx.query(`delete from attendance_reason s where ${ENDED} and r.id = s.root)`, [ids, tenant]);
      await tx.query(`delete from attendance_record where tenant = $2 and participation = any($1)`, [ids, tenant]);
    }),
  // by then it stands in the records
  sweep: async (tx, { tenant, now }) => {
    for (const table of ['meeting_change', 'meeting_excuse'])
      await tx.query(`delete from ${table} c using meeting m where c.tenant = $1 and m.tenant = c.tenant and m.id = c.meeting and m.planned_to < $2`, [
        tenant,
        daysBefore(now, 90),
      ]);
  },
};
