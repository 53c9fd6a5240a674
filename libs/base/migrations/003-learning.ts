import type { MigrationInterface, QueryRunner } from 'typeorm';
import { gateReads, globalTable, MY_PERSON, MY_TENANT, tenantTable } from './policies.js';

/** Packages, runs, answers, mastery, grades owed, due work, audit. */
export class Learning1700000000003 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`create table package (id text not null, unit_id text not null, module_id text not null, content jsonb not null, created_at timestamptz not null,
      constraint pk_package primary key (id), constraint ck_package_id check (id ~ '^[0-9a-f]{64}$'))`);
    await globalTable(run, 'package', { select: 'true', insert: 'true' });
    await run.query(`create table publication (tenant uuid not null, unit_id text not null, package text not null, published_at timestamptz not null,
      constraint pk_publication primary key (tenant, unit_id), constraint fk_publication_package foreign key (package) references package (id), constraint fk_publication_tenant foreign key (tenant) references tenant (id))`);
    await tenantTable(run, 'publication');
    await runs(run);
    await grades(run);
    await machinery(run);
  }

  async down(): Promise<void> {
    throw new Error('The first migrations are not taken back: restore a backup instead.');
  }
}

async function runs(run: QueryRunner): Promise<void> {
  await run.query(`create table unit_run (tenant uuid not null, id uuid not null, person uuid not null, enrolment uuid not null, unit_id text not null, package text not null, seed int not null,
    total int not null, done int not null, points double precision not null, first_right int not null, wrong_streak int not null, grade int, started_at timestamptz not null, last_answer_at timestamptz, finished_at timestamptz,
    constraint pk_unit_run primary key (tenant, id), constraint fk_unit_run_person foreign key (person) references person (id),
    constraint fk_unit_run_enrolment foreign key (tenant, enrolment) references enrolment (tenant, id), constraint fk_unit_run_package foreign key (package) references package (id),
    constraint ck_unit_run_done check (done between 0 and total), constraint ck_unit_run_grade check (grade between 0 and 100))`);
  await run.query(`create unique index uq_unit_run_open on unit_run (tenant, person, unit_id) where finished_at is null`);
  await run.query(`create index ix_unit_run_person on unit_run (tenant, person, unit_id)`);
  await tenantTable(run, 'unit_run');

  // append-only: no update, no delete for the app role
  await run.query(`create table answer (tenant uuid not null, person uuid not null, id uuid not null, run uuid not null, unit_id text not null, exercise_id text not null, rev int not null, package text not null, seed int not null, shuffle int not null,
    try smallint not null, aids text[] not null, response jsonb not null, score real not null, parts jsonb not null, verdict text not null, evidence boolean not null, marking_version int not null,
    device text not null, sequence int not null, client_time timestamptz not null, answered_at timestamptz not null,
    constraint pk_answer primary key (tenant, person, id), constraint uq_answer_try unique (tenant, run, exercise_id, try),
    constraint fk_answer_run foreign key (tenant, run) references unit_run (tenant, id),
    constraint ck_answer_try check (try between 1 and 2), constraint ck_answer_score check (score between 0 and 1), constraint ck_answer_verdict check (verdict in ('right', 'partly', 'wrong', 'manual')))`);
  await run.query(`create index ix_answer_exercise on answer (tenant, person, exercise_id, answered_at)`);
  await tenantTable(run, 'answer', ['select', 'insert']);

  await run.query(`create table mastery (person uuid not null, competence text not null, state text not null, recent jsonb not null, evidence int not null, secure_since timestamptz, updated_at timestamptz not null,
    constraint pk_mastery primary key (person, competence), constraint fk_mastery_person foreign key (person) references person (id),
    constraint ck_mastery_state check (state in ('new', 'practising', 'secure', 'firm', 'shaky')))`);
  const read = `person = ${MY_PERSON} or exists (select from identity i where i.person = mastery.person and i.tenant = ${MY_TENANT})`;
  await globalTable(run, 'mastery', { select: read, insert: `person = ${MY_PERSON}`, update: `person = ${MY_PERSON}` });
}

async function grades(run: QueryRunner): Promise<void> {
  await run.query(`create table unit_grade (tenant uuid not null, person uuid not null, unit_id text not null, best int not null, best_right int not null, total int not null, completed boolean not null, updated_at timestamptz not null,
    constraint pk_unit_grade primary key (tenant, person, unit_id), constraint fk_unit_grade_person foreign key (person) references person (id), constraint ck_unit_grade_best check (best between 0 and 100))`);
  await tenantTable(run, 'unit_grade');

  await run.query(`create table grade_due (tenant uuid not null, line_item uuid not null, person uuid not null, wanted int not null, completed boolean not null, comment text not null, revision int not null,
    sent int, sent_revision int, state text not null, reason text, last_stamp timestamptz, attempts int not null, due_at timestamptz not null, lease_until timestamptz, owed_at timestamptz not null, sent_at timestamptz,
    constraint pk_grade_due primary key (tenant, line_item, person), constraint fk_grade_due_line_item foreign key (tenant, line_item) references line_item (tenant, id), constraint fk_grade_due_person foreign key (person) references person (id),
    constraint ck_grade_due_wanted check (wanted between 0 and 100),
    constraint ck_grade_due_state check (state in ('waiting', 'sent', 'sent-unverified', 'overridden', 'locked', 'paused', 'failed')))`);
  await run.query(`create index ix_grade_due_waiting on grade_due (due_at) where state in ('waiting', 'locked')`);
  await tenantTable(run, 'grade_due');
  await gateReads(run, 'grade_due', ['tenant', 'state', 'due_at', 'lease_until']);
}

async function machinery(run: QueryRunner): Promise<void> {
  await run.query(`create table due_row (tenant uuid not null, id uuid not null, kind text not null, ref text not null, due_at timestamptz not null, lease_until timestamptz, attempts int not null, reason text,
    constraint pk_due_row primary key (tenant, id), constraint uq_due_row unique (tenant, kind, ref), constraint fk_due_row_tenant foreign key (tenant) references tenant (id))`);
  await run.query(`create index ix_due_row_due on due_row (due_at)`);
  await tenantTable(run, 'due_row');
  await gateReads(run, 'due_row', ['tenant', 'kind', 'due_at', 'lease_until']);

  await run.query(`create table audit (tenant uuid not null, seq int not null, at timestamptz not null, actor uuid, event text not null, subject_kind text, subject text, details jsonb not null, prev bytea not null, hash bytea not null,
    constraint pk_audit primary key (tenant, seq), constraint fk_audit_tenant foreign key (tenant) references tenant (id))`);
  await tenantTable(run, 'audit', ['select', 'insert']);
  await gateReads(run, 'audit', ['tenant', 'seq', 'at', 'actor', 'event', 'subject_kind', 'subject', 'details', 'prev', 'hash']);
}
