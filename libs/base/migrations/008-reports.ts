import type { MigrationInterface, QueryRunner } from 'typeorm';
import { MY_NOW, MY_PERSON, MY_TENANT, sharedTable, tenantTable } from './policies.js';

/** Performance reports with their versions, releases to caseworkers, questions, and who reads them. */
export class Reports1700000000008 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await versions(run);
    await releases(run);
    await questions(run);
    await run.query(`create index ix_audit_subject on audit (tenant, subject, at)`);
    await run.query(`create index ix_audit_actor on audit (actor, subject, at)`);
    // caseworkers see what they themselves did with releases: they belong to no tenant
    await run.query(
      `create policy recipient on audit for select to lotse_app using (actor = ${MY_PERSON} and subject_kind = 'release' and ${MY_TENANT} is null)`,
    );
  }

  async down(): Promise<void> {
    throw new Error('This migration is not taken back: restore a backup instead.');
  }
}

/** A recipient never sees these: what goes out is a copy in `release`, sealed with the recipient's key. */
async function versions(run: QueryRunner): Promise<void> {
  await run.query(`create table report (tenant uuid not null, id uuid not null, participation uuid not null, person uuid, occasion text not null, due_on date, from_on date not null, to_on date not null, version int not null,
    created_by uuid not null, created_at timestamptz not null, changed_at timestamptz not null,
    constraint pk_report primary key (tenant, id), constraint fk_report_participation foreign key (tenant, participation) references participation (tenant, id),
    constraint fk_report_person foreign key (person) references person (id), constraint fk_report_created_by foreign key (created_by) references person (id),
    constraint ck_report_occasion check (occasion in ('START', 'INTERIM', 'FINAL', 'OTHER')), constraint ck_report_period check (to_on >= from_on), constraint ck_report_version check (version >= 1))`);
  await run.query(`create index ix_report_participation on report (tenant, participation)`);
  await run.query(`create index ix_report_person on report (tenant, person)`);
  await run.query(`create index ix_report_changed on report (tenant, changed_at, id)`);
  await tenantTable(run, 'report', ['select', 'insert', 'update']);

  await run.query(`create table report_version (tenant uuid not null, report uuid not null, version int not null, state text not null, revision int not null, facts bytea not null, body bytea not null, author uuid not null,
    kept bytea, checks text[], reviewed_by uuid, reviewed_at timestamptz, disclosed_by uuid, disclosed_at timestamptz, seen_at timestamptz, statement bytea, stated_at timestamptz,
    handed_over_by uuid, handed_over_at timestamptz, created_at timestamptz not null, changed_at timestamptz not null,
    constraint pk_report_version primary key (tenant, report, version), constraint fk_report_version_report foreign key (tenant, report) references report (tenant, id),
    constraint fk_report_version_author foreign key (author) references person (id),
    constraint ck_report_version_state check (state in ('DRAFT', 'REVIEWED', 'DISCLOSED', 'RELEASED', 'HANDED_OVER')),
    constraint ck_report_version_reviewed check (state = 'DRAFT' or (reviewed_at is not null and reviewed_by is not null and checks is not null and kept is not null)),
    constraint ck_report_version_disclosed check ((state in ('DRAFT', 'REVIEWED')) = (disclosed_at is null)),
    constraint ck_report_version_statement check ((statement is null) = (stated_at is null) and (statement is null or disclosed_at is not null)),
    constraint ck_report_version_handed check ((state = 'HANDED_OVER') = (handed_over_at is not null)))`);
  await tenantTable(run, 'report_version', ['select', 'insert', 'update']);
}

const READABLE = `recipient = ${MY_PERSON} and from_at <= ${MY_NOW} and until > ${MY_NOW} and withdrawn_at is null`;

/** `content` is the copy in the scope of the release; withdrawing it destroys the copy. */
async function releases(run: QueryRunner): Promise<void> {
  await run.query(`create table release (tenant uuid not null, id uuid not null, report uuid not null, version int not null, person uuid not null, recipient uuid not null, scope text[] not null, purpose text not null, legal_basis text not null, basis_note bytea not null,
    content bytea, label bytea, from_on date not null, until_on date not null, from_at timestamptz not null, until timestamptz not null, released_by uuid not null, released_at timestamptz not null, withdrawn_by uuid, withdrawn_at timestamptz,
    constraint pk_release primary key (tenant, id), constraint uq_release_id unique (id), constraint fk_release_version foreign key (tenant, report, version) references report_version (tenant, report, version),
    constraint fk_release_person foreign key (person) references person (id), constraint fk_release_recipient foreign key (recipient) references person (id),
    constraint ck_release_purpose check (purpose in ('decide-support', 'follow-course', 'close-case')), constraint ck_release_basis check (legal_basis in ('sgb2-61', 'sgb3-318', 'consent', 'other')),
    constraint ck_release_times check (until > from_at and until_on >= from_on), constraint ck_release_scope check (cardinality(scope) > 0),
    constraint ck_release_withdrawn check ((withdrawn_at is null) = (withdrawn_by is null) and (withdrawn_at is null) = (content is not null) and (content is null) = (label is null)))`);
  await run.query(`create index ix_release_recipient on release (recipient, released_at, id)`);
  await run.query(`create index ix_release_report on release (tenant, report)`);
  await sharedTable(run, 'release', { select: READABLE }, ['select', 'insert', 'update']);
}

/** A recipient asks and reads the answer as long as the release runs. */
async function questions(run: QueryRunner): Promise<void> {
  await run.query(`create table question (tenant uuid not null, id uuid not null, release uuid not null, report uuid not null, asked_by uuid not null, asked_at timestamptz not null, text bytea not null, answer bytea, answered_by uuid, answered_at timestamptz,
    constraint pk_question primary key (tenant, id), constraint fk_question_release foreign key (tenant, release) references release (tenant, id), constraint fk_question_asked_by foreign key (asked_by) references person (id),
    constraint ck_question_answer check ((answer is null) = (answered_at is null) and (answer is null) = (answered_by is null)))`);
  await run.query(`create index ix_question_release on question (tenant, release, asked_at)`);
  await run.query(`create index ix_question_report on question (tenant, report)`);
  const mine = `asked_by = ${MY_PERSON} and exists (select from release r where r.tenant = question.tenant and r.id = question.release and r.report = question.report and r.recipient = ${MY_PERSON})`;
  await sharedTable(run, 'question', { select: mine, insert: `${mine} and answer is null` }, ['select', 'insert', 'update']);
}
