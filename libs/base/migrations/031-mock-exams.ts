import type { MigrationInterface, QueryRunner } from 'typeorm';
import { MY_PERSON, MY_TENANT, tenantTable } from './policies.js';

/**
 * Mock exams: a run of the kind `exam` has an attempt beside it, with the form as it was that day, and while it goes on what was
 * given to each task, which may still change. Answers are written when it ends.
 */
export class MockExams1700000000031 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`create table exam_attempt (tenant uuid not null, run uuid not null, person uuid not null, form_id text not null, form jsonb not null, plan jsonb not null,
      longer boolean not null, started_at timestamptz not null, ends_at timestamptz not null, ended text, ended_at timestamptz, points int, grade int, passed boolean, areas jsonb,
      constraint pk_exam_attempt primary key (tenant, run), constraint fk_exam_attempt_run foreign key (tenant, run) references unit_run (tenant, id),
      constraint ck_exam_attempt_time check (ends_at > started_at), constraint ck_exam_attempt_ended check (ended in ('handed-in', 'time-over', 'broken-off')),
      constraint ck_exam_attempt_end check ((ended is null) = (ended_at is null)),
      constraint ck_exam_attempt_result check (num_nonnulls(points, grade, passed, areas) = case when ended in ('handed-in', 'time-over') then 4 else 0 end))`);
    await run.query(`create unique index uq_exam_attempt_open on exam_attempt (tenant, person, form_id) where ended is null`);
    await run.query(`create index ix_exam_attempt_person on exam_attempt (tenant, person, form_id, started_at)`);
    await run.query(`create table exam_answer (tenant uuid not null, run uuid not null, position smallint not null, person uuid not null, response jsonb, flagged boolean not null,
      seen jsonb not null, at timestamptz not null,
      constraint pk_exam_answer primary key (tenant, run, position), constraint fk_exam_answer_task foreign key (tenant, run, position) references run_task (tenant, run, position))`);
    await erasable(run, 'exam_attempt', 'tenant, run, person, form_id, form, plan, longer, started_at, ends_at, ended, ended_at, points, grade, passed, areas');
    await erasable(run, 'exam_answer', 'tenant, run, position, person, response, flagged, seen, at');
  }

  async down(): Promise<void> {
    throw new Error('This migration is not taken back: restore a backup instead.');
  }
}

async function erasable(run: QueryRunner, table: string, columns: string): Promise<void> {
  const mine = `tenant = ${MY_TENANT} and person = ${MY_PERSON}`;
  await tenantTable(run, table, ['select', 'insert', 'update']);
  await run.query(`create policy eraser_sees on ${table} for select to lotse_eraser using (${mine})`);
  await run.query(`create policy eraser_deletes on ${table} for delete to lotse_eraser using (${mine})`);
  await run.query(`grant select (${columns}), delete on ${table} to lotse_eraser`);
}
