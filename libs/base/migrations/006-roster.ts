import type { MigrationInterface, QueryRunner } from 'typeorm';
import { gateReads, tenantTable } from './policies.js';

/** Choosing content in the LMS, rosters, comments on a run, columns that Lotse makes itself, the daily comparison of grades. */
export class Roster1700000000006 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await deepLinking(run);
    await rosters(run);
    await comments(run);
    await columns(run);
  }

  async down(): Promise<void> {
    throw new Error('This migration is not taken back: restore a backup instead.');
  }
}

async function deepLinking(run: QueryRunner): Promise<void> {
  await run.query(`create table deep_link_ticket (tenant uuid not null, id uuid not null, registration uuid not null, deployment uuid not null, course uuid not null, person uuid not null, settings bytea not null,
    accepts_links boolean not null, accepts_several boolean not null, accepts_line_item boolean not null, created_at timestamptz not null, expires_at timestamptz not null,
    answered_at timestamptz, items jsonb, code_hash bytea, code_until timestamptz,
    constraint pk_deep_link_ticket primary key (tenant, id), constraint uq_deep_link_ticket_code unique (code_hash),
    constraint fk_deep_link_ticket_registration foreign key (tenant, registration) references registration (tenant, id),
    constraint fk_deep_link_ticket_course foreign key (tenant, course) references course (tenant, id), constraint fk_deep_link_ticket_person foreign key (person) references person (id))`);
  await tenantTable(run, 'deep_link_ticket');
  await gateReads(run, 'deep_link_ticket', ['tenant', 'id', 'code_hash']);
}

async function rosters(run: QueryRunner): Promise<void> {
  // null: on the roster, but never launched
  await run.query(`alter table enrolment alter column last_seen_at drop not null`);
  await run.query(`alter table enrolment add column rostered_at timestamptz`);
  await run.query(`create table roster_sync (tenant uuid not null, course uuid not null, began_at timestamptz not null, ended_at timestamptz, state text not null, reason text, members int not null, more boolean not null,
    constraint pk_roster_sync primary key (tenant, course), constraint fk_roster_sync_course foreign key (tenant, course) references course (tenant, id),
    constraint ck_roster_sync_state check (state in ('running', 'done', 'failed')))`);
  await tenantTable(run, 'roster_sync');
}

async function comments(run: QueryRunner): Promise<void> {
  await run.query(`create table run_comment (tenant uuid not null, id uuid not null, run uuid not null, exercise_id text, author uuid not null, text bytea not null, created_at timestamptz not null,
    constraint pk_run_comment primary key (tenant, id), constraint fk_run_comment_run foreign key (tenant, run) references unit_run (tenant, id), constraint fk_run_comment_author foreign key (author) references person (id))`);
  await run.query(`create index ix_run_comment_run on run_comment (tenant, run, created_at)`);
  await tenantTable(run, 'run_comment');
}

async function columns(run: QueryRunner): Promise<void> {
  // sought: the platform names no column but lets us find or make one
  await run.query(`alter table line_item drop constraint ck_line_item_state`);
  await run.query(`alter table line_item add constraint ck_line_item_state check (state in ('active', 'paused', 'gone', 'none', 'sought'))`);
  await run.query(`alter table line_item add column container_url text`);
  await run.query(`alter table line_item add column sought_until timestamptz`);
  await run.query(`create table grade_difference (tenant uuid not null, line_item uuid not null, person uuid not null, wanted int not null, found double precision, kind text not null, seen_at timestamptz not null,
    constraint pk_grade_difference primary key (tenant, line_item, person), constraint fk_grade_difference_due foreign key (tenant, line_item, person) references grade_due (tenant, line_item, person),
    constraint ck_grade_difference_kind check (kind in ('missing', 'other')))`);
  await tenantTable(run, 'grade_difference');
}
