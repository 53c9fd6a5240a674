import type { MigrationInterface, QueryRunner } from 'typeorm';
import { gateReads, gateTable, MY_PERSON, MY_TENANT, tenantTable } from './policies.js';

/** Rooms of a course, their meetings as logs, presence, votes while a poll is open, tickets of connections, and paired room devices. */
export class Rooms1700000000015 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await rooms(run);
    await log(run);
    await presence(run);
    await entrances(run);
    await gates(run);
    await erasing(run);
  }

  async down(): Promise<void> {
    throw new Error('This migration is not taken back: restore a backup instead.');
  }
}

const OF_MEETING = (table: string) => `constraint fk_${table}_meeting foreign key (tenant, meeting) references meeting (tenant, id)`;

async function rooms(run: QueryRunner): Promise<void> {
  await run.query(`create table room (tenant uuid not null, id uuid not null, course uuid not null, title text not null, place_label text, media text not null, link text,
    created_by uuid not null, created_at timestamptz not null, changed_at timestamptz not null, closed_at timestamptz,
    constraint pk_room primary key (tenant, id), constraint fk_room_course foreign key (tenant, course) references course (tenant, id),
    constraint ck_room_media check (media in ('none', 'mesh', 'linkout')), constraint ck_room_link check ((media = 'linkout') = (link is not null)))`);
  await run.query(`create index ix_room_course on room (tenant, course)`);
  await tenantTable(run, 'room', ['select', 'insert', 'update']);

  await run.query(`create table meeting (tenant uuid not null, id uuid not null, room uuid not null, series uuid, group_id uuid, planned_from timestamptz, planned_to timestamptz, place_label text, support_element text, tutor uuid,
    started_at timestamptz, started_by uuid, ended_at timestamptz, ended_by text, alone_since timestamptz, cancelled_at timestamptz, cancelled_by uuid, cancel_reason bytea,
    seq int not null default 0, at timestamptz, seed int not null, created_by uuid not null, created_at timestamptz not null, changed_at timestamptz not null,
    constraint pk_meeting primary key (tenant, id), constraint uq_meeting_id unique (id), constraint fk_meeting_room foreign key (tenant, room) references room (tenant, id),
    constraint ck_meeting_plan check ((planned_from is null) = (planned_to is null) and (planned_to is null or planned_to > planned_from)),
    constraint ck_meeting_begun check (planned_from is not null or started_at is not null),
    constraint ck_meeting_ended check ((ended_at is null) = (ended_by is null) and (ended_at is null or started_at is not null)),
    constraint ck_meeting_end check (ended_by in ('tutor', 'plan', 'alone')), constraint ck_meeting_cancelled check ((cancelled_at is null) or started_at is null))`);
  await run.query(`create index ix_meeting_room on meeting (tenant, room, planned_from)`);
  await run.query(`create unique index uq_meeting_live on meeting (tenant, room) where started_at is not null and ended_at is null`);
  await tenantTable(run, 'meeting', ['select', 'insert', 'update']);
}

/** Append-only but for the body: a sealed value is sealed anew when the key is replaced. Rows go 90 days after the end. */
async function log(run: QueryRunner): Promise<void> {
  await run.query(`create table meeting_event (tenant uuid not null, meeting uuid not null, seq int not null, command uuid not null, part smallint not null, command_hash bytea not null,
    by uuid, about uuid, type text not null, at timestamptz not null, audience text not null, body bytea,
    constraint pk_meeting_event primary key (tenant, meeting, seq), constraint uq_meeting_event_command unique (tenant, meeting, by, command, part), ${OF_MEETING('meeting_event')})`);
  await run.query(`create index ix_meeting_event_by on meeting_event (tenant, by)`);
  await run.query(`create index ix_meeting_event_about on meeting_event (tenant, about)`);
  await tenantTable(run, 'meeting_event');
  await run.query(`create table meeting_snapshot (tenant uuid not null, meeting uuid not null, seq int not null, at timestamptz not null, body bytea not null,
    constraint pk_meeting_snapshot primary key (tenant, meeting), ${OF_MEETING('meeting_snapshot')})`);
  await tenantTable(run, 'meeting_snapshot');
  await run.query(`create table meeting_vote (tenant uuid not null, meeting uuid not null, poll uuid not null, person uuid not null, choices smallint[] not null, place text,
    constraint pk_meeting_vote primary key (tenant, meeting, poll, person), ${OF_MEETING('meeting_vote')})`);
  await tenantTable(run, 'meeting_vote');
}

/** One row per connection; what a person did in all of them is their presence. */
async function presence(run: QueryRunner): Promise<void> {
  await run.query(`create table meeting_presence (tenant uuid not null, meeting uuid not null, id uuid not null, person uuid, room_device uuid, seat text not null, came_at timestamptz not null, heard_at timestamptz not null, left_at timestamptz,
    constraint pk_meeting_presence primary key (tenant, meeting, id), constraint uq_meeting_presence_id unique (id), constraint ck_meeting_presence_who check ((person is null) <> (room_device is null)),
    ${OF_MEETING('meeting_presence')})`);
  await run.query(`create index ix_meeting_presence_open on meeting_presence (heard_at) where left_at is null`);
  await run.query(`create index ix_meeting_presence_person on meeting_presence (tenant, person)`);
  await tenantTable(run, 'meeting_presence');
}

async function entrances(run: QueryRunner): Promise<void> {
  await run.query(`create table room_device (tenant uuid not null, id uuid not null, meeting uuid not null, label text not null, token_hash bytea not null, paired_at timestamptz not null, revoked_at timestamptz,
    constraint pk_room_device primary key (tenant, id), constraint uq_room_device_token unique (token_hash), ${OF_MEETING('room_device')})`);
  await run.query(`create index ix_room_device_meeting on room_device (tenant, meeting)`);
  await tenantTable(run, 'room_device');
  await run.query(`create table join_ticket (tenant uuid not null, ticket_hash bytea not null, meeting uuid not null, seat text not null, person uuid, room_device uuid, session uuid, enrolment uuid, expires_at timestamptz not null,
    constraint pk_join_ticket primary key (ticket_hash), constraint ck_join_ticket_who check ((person is null) <> (room_device is null)), ${OF_MEETING('join_ticket')})`);
  await tenantTable(run, 'join_ticket');
  await run.query(`create table room_pairing (code_hash bytea not null, tenant uuid not null, meeting uuid not null, expires_at timestamptz not null,
    constraint pk_room_pairing primary key (code_hash), ${OF_MEETING('room_pairing')})`);
  await gateTable(run, 'room_pairing');
}

/** The servers' own questions go over all tenants at once: which meetings are ahead, and which connections were heard. */
async function gates(run: QueryRunner): Promise<void> {
  await gateReads(run, 'meeting', ['tenant', 'id', 'seq']);
  await gateReads(run, 'meeting_presence', ['tenant', 'meeting', 'id', 'heard_at', 'left_at']);
  await run.query(`create policy gate_writes on meeting_presence for update to lotse_gate using (true) with check (true)`);
  await run.query(`grant update (heard_at, left_at) on meeting_presence to lotse_gate`);
}

const HERE = `tenant = ${MY_TENANT}`;
const MINE = `${HERE} and person = ${MY_PERSON}`;
const WAS_IN = `${HERE} and exists (select from meeting_event e where e.tenant = meeting_snapshot.tenant and e.meeting = meeting_snapshot.meeting and ${MY_PERSON} in (e.by, e.about))`;

/** `seq` of an event stays, who and what goes; a snapshot in which the person could stand is made anew from the events. */
async function erasing(run: QueryRunner): Promise<void> {
  const sees = async (table: string, columns: string, rule: string) => {
    await run.query(`create policy eraser_sees on ${table} for select to lotse_eraser using (${rule})`);
    await run.query(`grant select (${columns}) on ${table} to lotse_eraser`);
  };
  const deletes = async (table: string, rule: string) => {
    await run.query(`create policy eraser_deletes on ${table} for delete to lotse_eraser using (${rule})`);
    await run.query(`grant delete on ${table} to lotse_eraser`);
  };
  const touched = `${HERE} and ${MY_PERSON} in (by, about)`;
  await sees('meeting_event', 'tenant, meeting, seq, command, part, by, about, type, at, audience, body', HERE);
  await run.query(`create policy eraser_changes on meeting_event for update to lotse_eraser using (${touched}) with check (${HERE})`);
  await run.query(`grant update (by, about, body) on meeting_event to lotse_eraser`);
  await sees('meeting_snapshot', 'tenant, meeting, seq, at', WAS_IN);
  await deletes('meeting_snapshot', WAS_IN);
  await sees('meeting_vote', 'tenant, meeting, poll, person, choices, place', MINE);
  await deletes('meeting_vote', MINE);
  await sees('meeting_presence', 'tenant, meeting, id, person, room_device, seat, came_at, heard_at, left_at', MINE);
  await deletes('meeting_presence', MINE);
  await sees('join_ticket', 'tenant, meeting, seat, person, room_device, session, enrolment, expires_at', MINE);
  await deletes('join_ticket', MINE);
  await sees('room', 'tenant, id, created_by', `${HERE} and created_by = ${MY_PERSON}`);
  await sees('meeting', 'tenant, id, tutor, started_by, cancelled_by, created_by', `${HERE} and ${MY_PERSON} in (tutor, started_by, cancelled_by, created_by)`);
}
