import type { MigrationInterface, QueryRunner } from 'typeorm';
import { MY_PERSON, MY_TENANT, tenantTable } from './policies.js';

/**
 * Recordings of somebody speaking, sealed; they arrive in pieces, which are put together once all are there. And what learners
 * say against tasks.
 */
export class Recordings1700000000022 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`create table recording (tenant uuid not null, id uuid not null, person uuid not null, run uuid not null, exercise_id text not null, size int not null, received int not null,
      type text, body bytea, at timestamptz not null,
      constraint pk_recording primary key (tenant, id), constraint fk_recording_run foreign key (tenant, run) references unit_run (tenant, id),
      constraint ck_recording_received check (received between 0 and size), constraint ck_recording_type check (type in ('audio/webm', 'audio/ogg', 'audio/mp4')),
      constraint ck_recording_whole check ((type is null) = (body is null)))`);
    await run.query(`create index ix_recording_run on recording (tenant, run)`);
    await tenantTable(run, 'recording');
    await eraser(run, 'recording', 'tenant, id, person, run, exercise_id, size, received, type, body, at', `person = ${MY_PERSON}`);
    await run.query(`create table recording_part (tenant uuid not null, recording uuid not null, start int not null, body bytea not null,
      constraint pk_recording_part primary key (tenant, recording, start),
      constraint fk_recording_part_recording foreign key (tenant, recording) references recording (tenant, id) on delete cascade)`);
    await tenantTable(run, 'recording_part');
    const mine = `exists (select from recording c where c.tenant = recording_part.tenant and c.id = recording_part.recording and c.person = ${MY_PERSON})`;
    await eraser(run, 'recording_part', 'tenant, recording, start, body', mine);
    await objection(run);
  }

  async down(): Promise<void> {
    throw new Error('This migration is not taken back: restore a backup instead.');
  }
}

async function objection(run: QueryRunner): Promise<void> {
  await run.query(`create table objection (tenant uuid not null, id uuid not null, person uuid not null, run uuid not null, exercise_id text not null, rev int not null, package text not null,
    reason text not null, text bytea, at timestamptz not null, settled_at timestamptz,
    constraint pk_objection primary key (tenant, id), constraint uq_objection unique (tenant, run, exercise_id), constraint fk_objection_run foreign key (tenant, run) references unit_run (tenant, id),
    constraint ck_objection_reason check (reason in ('key', 'mine', 'unclear', 'broken')))`);
  await run.query(`create index ix_objection_exercise on objection (tenant, exercise_id)`);
  await tenantTable(run, 'objection');
  await eraser(run, 'objection', 'tenant, id, person, run, exercise_id, rev, package, reason, text, at, settled_at', `person = ${MY_PERSON}`);
}

async function eraser(run: QueryRunner, table: string, columns: string, mine: string): Promise<void> {
  const rule = `tenant = ${MY_TENANT} and ${mine}`;
  await run.query(`create policy eraser_sees on ${table} for select to lotse_eraser using (${rule})`);
  await run.query(`create policy eraser_deletes on ${table} for delete to lotse_eraser using (${rule})`);
  await run.query(`grant select (${columns}), delete on ${table} to lotse_eraser`);
}
