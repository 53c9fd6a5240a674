import type { MigrationInterface, QueryRunner } from 'typeorm';
import { MY_PERSON, MY_TENANT, tenantTable } from './policies.js';

/**
 * A run is a list of tasks and has a kind; each answer raises its version. Runs that began before have no rows in `run_task`:
 * their tasks follow from their package and seed, as they did.
 */
export class RunTasks1700000000014 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`alter table unit_run add column kind text not null default 'own', add column meeting uuid, add column opening uuid, add column version int not null default 0,
      alter column unit_id drop not null, alter column package drop not null,
      add constraint ck_unit_run_kind check (kind in ('own', 'room', 'placement', 'review', 'exam')), add constraint ck_unit_run_room check ((kind = 'room') = (opening is not null))`);
    await run.query(`drop index uq_unit_run_open`);
    await run.query(`create unique index uq_unit_run_open on unit_run (tenant, person, unit_id) where finished_at is null and kind = 'own'`);
    await run.query(`create unique index uq_unit_run_opening on unit_run (tenant, opening, person) where opening is not null`);
    await runTask(run);
    await run.query(`alter table answer add column position smallint, add column section text, add column mode text not null default 'practice', add column competence text,
      add column misconception text, add column hard_to_guess boolean, add column help_level smallint,
      add constraint uq_answer_position unique (tenant, run, position, try), add constraint ck_answer_mode check (mode in ('practice', 'exam'))`);
    await run.query(`grant select (kind, meeting, opening, version) on unit_run to lotse_eraser`);
    await run.query(`grant select (position, section, mode, competence, misconception, hard_to_guess, help_level) on answer to lotse_eraser`);
  }

  async down(): Promise<void> {
    throw new Error('This migration is not taken back: restore a backup instead.');
  }
}

async function runTask(run: QueryRunner): Promise<void> {
  await run.query(`create table run_task (tenant uuid not null, run uuid not null, position smallint not null, person uuid not null, exercise_id text not null, rev int not null, package text not null,
    seed int not null, shuffle int not null, section text not null, counts boolean not null, group_id text, tries smallint not null, mode text not null, competence text not null, given_at timestamptz not null,
    constraint pk_run_task primary key (tenant, run, position), constraint fk_run_task_run foreign key (tenant, run) references unit_run (tenant, id) on delete cascade,
    constraint fk_run_task_package foreign key (package) references package (id), constraint ck_run_task_mode check (mode in ('practice', 'exam')), constraint ck_run_task_tries check (tries between 1 and 2),
    constraint ck_run_task_section check (section in ('entry', 'example', 'block', 'mixed', 'dayTwo', 'week')))`);
  await run.query(`create index ix_run_task_exercise on run_task (tenant, person, exercise_id, given_at)`);
  await tenantTable(run, 'run_task');
  const mine = `tenant = ${MY_TENANT} and person = ${MY_PERSON}`;
  await run.query(`create policy eraser_sees on run_task for select to lotse_eraser using (${mine})`);
  await run.query(`create policy eraser_deletes on run_task for delete to lotse_eraser using (${mine})`);
  await run.query(`grant select, delete on run_task to lotse_eraser`);
}
