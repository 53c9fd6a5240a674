import type { MigrationInterface, QueryRunner } from 'typeorm';
import { gateTable, MY_NOW, MY_PERSON, MY_TENANT, tenantTable } from './policies.js';

/** Groups of a course, what was changed in the plan and why, who took part in which hour, and calendars. */
export class PlanAndAttendance1700000000016 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await groups(run);
    await plan(run);
    await records(run);
    await calendar(run);
    for (const [table, right] of Object.entries(RIGHTS)) await give(run, table, right);
  }

  async down(): Promise<void> {
    throw new Error('This migration is not taken back: restore a backup instead.');
  }
}

async function groups(run: QueryRunner): Promise<void> {
  await run.query(`create table course_group (tenant uuid not null, id uuid not null, course uuid not null, name text not null, created_by uuid, created_at timestamptz not null, archived_at timestamptz,
    constraint pk_course_group primary key (tenant, id), constraint fk_course_group_course foreign key (tenant, course) references course (tenant, id))`);
  await run.query(`create index ix_course_group_course on course_group (tenant, course)`);
  await tenantTable(run, 'course_group', ['select', 'insert', 'update']);
  await run.query(`create table course_group_member (tenant uuid not null, group_id uuid not null, person uuid not null, added_at timestamptz not null,
    constraint pk_course_group_member primary key (tenant, group_id, person), constraint fk_course_group_member_group foreign key (tenant, group_id) references course_group (tenant, id),
    constraint fk_course_group_member_person foreign key (person) references person (id))`);
  await run.query(`create index ix_course_group_member_person on course_group_member (tenant, person)`);
  await tenantTable(run, 'course_group_member');
}

/** Why a meeting was moved or handed to somebody else, and who has said that they will not come. */
async function plan(run: QueryRunner): Promise<void> {
  await run.query(`alter table meeting add constraint fk_meeting_group foreign key (tenant, group_id) references course_group (tenant, id)`);
  await run.query(`create index ix_meeting_planned on meeting (tenant, planned_from)`);
  await run.query(`create table meeting_change (tenant uuid not null, id uuid not null, meeting uuid not null, kind text not null, reason bytea not null, before timestamptz, by uuid, at timestamptz not null,
    constraint pk_meeting_change primary key (tenant, id), constraint fk_meeting_change_meeting foreign key (tenant, meeting) references meeting (tenant, id),
    constraint ck_meeting_change_kind check (kind in ('moved', 'substitute')), constraint ck_meeting_change_before check ((kind = 'moved') = (before is not null)))`);
  await run.query(`create index ix_meeting_change_meeting on meeting_change (tenant, meeting, at)`);
  await tenantTable(run, 'meeting_change', ['select', 'insert', 'update', 'delete']); // update: sealed anew when a key is replaced
  await run.query(`create table meeting_excuse (tenant uuid not null, meeting uuid not null, person uuid not null, at timestamptz not null,
    constraint pk_meeting_excuse primary key (tenant, meeting, person), constraint fk_meeting_excuse_meeting foreign key (tenant, meeting) references meeting (tenant, id),
    constraint fk_meeting_excuse_person foreign key (person) references person (id))`);
  await run.query(`create index ix_meeting_excuse_person on meeting_excuse (tenant, person)`);
  await tenantTable(run, 'meeting_excuse', ['select', 'insert', 'delete']);
}

const ABSENT = `status not in ('PRESENT', 'LATE', 'LEFT_EARLY')`;

/** One record for a person and an hour; what is changed later is a new one that names the one it corrects. */
async function records(run: QueryRunner): Promise<void> {
  await run.query(`create table attendance_record (tenant uuid not null, id uuid not null, root uuid not null, correction_of uuid, because bytea, meeting uuid not null, person uuid, participation uuid,
    planned_from timestamptz not null, planned_to timestamptz not null, stays jsonb not null, came_at timestamptz, gone_at timestamptz, mode text, learning_place text, status text not null, minutes int not null, lesson_units int not null,
    support_element text, charged_to_participant int not null, charged_to_measure int not null, group_size int not null, second_professional uuid, employer_contact boolean not null,
    confirmed_by uuid, confirmed_at timestamptz not null, locks_at timestamptz not null, source text not null,
    constraint pk_attendance_record primary key (tenant, id), constraint fk_attendance_record_meeting foreign key (tenant, meeting) references meeting (tenant, id),
    constraint fk_attendance_record_correction foreign key (tenant, correction_of) references attendance_record (tenant, id), constraint fk_attendance_record_participation foreign key (tenant, participation) references participation (tenant, id),
    constraint fk_attendance_record_person foreign key (person) references person (id), constraint ck_attendance_record_correction check ((correction_of is null) = (because is null) and (correction_of is null) = (root = id)),
    constraint ck_attendance_record_status check (status in ('PRESENT', 'LATE', 'LEFT_EARLY', 'CANCELLED_BY_PROVIDER', 'CANCELLED_IN_TIME', 'NO_SHOW', 'EXCUSED', 'UNEXCUSED')),
    constraint ck_attendance_record_absent check ((${ABSENT}) = (mode is null) and (mode is null) = (learning_place is null) and (mode is not null or minutes = 0)),
    constraint ck_attendance_record_mode check (mode in ('ON_SITE', 'ONLINE')), constraint ck_attendance_record_place check (learning_place in ('PROVIDER', 'SCHOOL', 'COMPANY', 'TRAINING_CENTRE', 'HOME', 'OTHER')),
    constraint ck_attendance_record_minutes check (minutes >= 0 and lesson_units >= 0 and charged_to_participant >= 0 and charged_to_measure >= 0), constraint ck_attendance_record_plan check (planned_to > planned_from),
    constraint ck_attendance_record_source check (source in ('ROOM', 'MANUAL', 'IMPORT')))`);
  await run.query(`create unique index uq_attendance_record_first on attendance_record (tenant, meeting, person) where correction_of is null`);
  await run.query(`create unique index uq_attendance_record_correction on attendance_record (tenant, correction_of)`);
  await run.query(`create index ix_attendance_record_person on attendance_record (tenant, person, planned_from)`);
  await run.query(`create index ix_attendance_record_participation on attendance_record (tenant, participation, planned_from)`);
  await tenantTable(run, 'attendance_record', ['select', 'insert']);
  await run.query(`grant update (because) on attendance_record to lotse_app`);

  await run.query(`create table attendance_statement (tenant uuid not null, id uuid not null, record uuid not null, agrees boolean not null, text bytea, at timestamptz not null,
    constraint pk_attendance_statement primary key (tenant, id), constraint fk_attendance_statement_record foreign key (tenant, record) references attendance_record (tenant, id))`);
  await run.query(`create index ix_attendance_statement_record on attendance_statement (tenant, record, at)`);
  await tenantTable(run, 'attendance_statement', ['select', 'insert']);
  await run.query(`grant update (text) on attendance_statement to lotse_app`);

  await run.query(`create table attendance_reason (tenant uuid not null, id uuid not null, root uuid not null, reason text not null, set_by uuid, at timestamptz not null,
    constraint pk_attendance_reason primary key (tenant, id), constraint fk_attendance_reason_record foreign key (tenant, root) references attendance_record (tenant, id),
    constraint ck_attendance_reason check (reason in ('ILLNESS', 'SCHOOL', 'COMPANY', 'EXAM', 'LEAVE', 'OTHER', 'NONE')))`);
  await run.query(`create index ix_attendance_reason_root on attendance_reason (tenant, root, at)`);
  await tenantTable(run, 'attendance_reason', ['select', 'insert']);
}

/** The address of a calendar is a secret of which only the hash is kept; it is asked by programs that have no session. */
async function calendar(run: QueryRunner): Promise<void> {
  await run.query(`create table calendar_feed (token_hash bytea not null, tenant uuid not null, person uuid not null, created_at timestamptz not null, read_at timestamptz,
    constraint pk_calendar_feed primary key (token_hash), constraint uq_calendar_feed_person unique (tenant, person), constraint fk_calendar_feed_person foreign key (person) references person (id))`);
  await gateTable(run, 'calendar_feed');
}

interface Right {
  sees: string;
  deletes?: string;
  changes?: { columns: string; rows: string };
  blind?: string[];
}

const HERE = `tenant = ${MY_TENANT}`;
const MINE = `${HERE} and person = ${MY_PERSON}`;
const OVER = `coalesce(p.exited_on, p.ends_on) < ((${MY_NOW} at time zone 'Europe/Berlin') - interval '10 years')::date`;
const RECORD_OVER = `exists (select from participation p where p.tenant = attendance_record.tenant and p.id = attendance_record.participation and ${OVER})`;
/** Records that belong to no measure go with the person; the others stay with the measure. */
const GOES = `((person = ${MY_PERSON} and participation is null) or ${RECORD_OVER})`;
const ofRecord = (table: string, column: string, rule: string) =>
  `${HERE} and exists (select from attendance_record r left join participation p on p.tenant = r.tenant and p.id = r.participation
     where r.tenant = ${table}.tenant and r.id = ${table}.${column} and (${rule}))`;
const OWN_RECORD = `r.person = ${MY_PERSON} or p.person = ${MY_PERSON} or ${OVER}`;
const GOING_RECORD = `(r.person = ${MY_PERSON} and r.participation is null) or ${OVER}`;

const RIGHTS: Record<string, Right> = {
  course_group: { sees: HERE, changes: { columns: 'created_by', rows: `${HERE} and created_by = ${MY_PERSON}` } },
  course_group_member: { sees: MINE, deletes: MINE },
  meeting_change: { sees: HERE, changes: { columns: 'by', rows: `${HERE} and by = ${MY_PERSON}` } },
  meeting_excuse: { sees: MINE, deletes: MINE },
  attendance_record: {
    sees: HERE,
    deletes: `${HERE} and ${GOES}`,
    changes: { columns: 'person', rows: MINE },
  },
  attendance_statement: {
    sees: ofRecord('attendance_statement', 'record', OWN_RECORD),
    deletes: ofRecord('attendance_statement', 'record', GOING_RECORD),
  },
  attendance_reason: {
    sees: `(${ofRecord('attendance_reason', 'root', OWN_RECORD)}) or (${HERE} and set_by = ${MY_PERSON})`,
    deletes: ofRecord('attendance_reason', 'root', GOING_RECORD),
  },
  calendar_feed: { sees: MINE, deletes: MINE, blind: ['token_hash'] },
};

async function give(run: QueryRunner, table: string, { sees, deletes, changes, blind = [] }: Right): Promise<void> {
  const columns = (await run.query(
    `select a.attname as name from pg_attribute a where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped order by a.attnum`,
    [table],
  )) as unknown as { name: string }[];
  const read = columns.map((column) => column.name).filter((name) => !blind.includes(name));
  await run.query(`create policy eraser_sees on ${table} for select to lotse_eraser using (${sees})`);
  await run.query(`grant select (${read.join(', ')}) on ${table} to lotse_eraser`);
  if (deletes) {
    await run.query(`create policy eraser_deletes on ${table} for delete to lotse_eraser using (${deletes})`);
    await run.query(`grant delete on ${table} to lotse_eraser`);
  }
  if (changes) {
    await run.query(`create policy eraser_changes on ${table} for update to lotse_eraser using (${changes.rows}) with check (${HERE})`);
    await run.query(`grant update (${changes.columns}) on ${table} to lotse_eraser`);
  }
}
