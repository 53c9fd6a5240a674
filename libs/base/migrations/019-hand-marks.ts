import type { MigrationInterface, QueryRunner } from 'typeorm';
import { MY_PERSON, MY_TENANT, tenantTable } from './policies.js';

/**
 * Answers that people mark: their texts, which lie sealed beside the answer and are deleted after their time, what is being
 * written, the marks, and sentences that whoever marks uses again.
 */
export class HandMarks1700000000019 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`alter table unit_run add column waiting int not null default 0`);
    await run.query(`alter table unit_grade add column waiting int not null default 0`);
    await run.query(`grant select (waiting) on unit_run to lotse_eraser`);
    await run.query(`grant select (waiting) on unit_grade to lotse_eraser`);
    await run.query(`create index ix_answer_manual on answer (tenant, answered_at) where verdict = 'manual'`);
    await texts(run);
    await run.query(`create table hand_mark (tenant uuid not null, id uuid not null, person uuid not null, answer uuid not null, seq smallint not null, marker uuid, at timestamptz not null,
      points jsonb not null, ticked text[] not null, score double precision not null, comment bytea,
      constraint pk_hand_mark primary key (tenant, id), constraint fk_hand_mark_answer foreign key (tenant, person, answer) references answer (tenant, person, id),
      constraint uq_hand_mark_seq unique (tenant, person, answer, seq), constraint ck_hand_mark_score check (score between 0 and 1))`);
    await tenantTable(run, 'hand_mark', ['select', 'insert']);
    // a mark is not changed; its comment is sealed anew under another key
    await run.query(`grant update (comment) on hand_mark to lotse_app`);
    // a mark without its marker has to be seen, or it could not be written
    await eraser(run, 'hand_mark', {
      columns: 'tenant, id, person, answer, seq, marker, at, points, ticked, score, comment',
      sees: 'true',
    });
    await run.query(`create policy eraser_changes on hand_mark for update to lotse_eraser using (${HERE} and marker = ${MY_PERSON}) with check (${HERE})`);
    await run.query(`grant update (marker) on hand_mark to lotse_eraser`);
  }

  async down(): Promise<void> {
    throw new Error('This migration is not taken back: restore a backup instead.');
  }
}

const HERE = `tenant = ${MY_TENANT}`;
const MINE = `person = ${MY_PERSON}`;

async function texts(run: QueryRunner): Promise<void> {
  await run.query(`create table answer_text (tenant uuid not null, person uuid not null, answer uuid not null, text bytea not null, at timestamptz not null,
    constraint pk_answer_text primary key (tenant, person, answer), constraint fk_answer_text_answer foreign key (tenant, person, answer) references answer (tenant, person, id))`);
  await tenantTable(run, 'answer_text');
  await eraser(run, 'answer_text', { columns: 'tenant, person, answer, text, at' });
  await run.query(`create table answer_draft (tenant uuid not null, person uuid not null, run uuid not null, exercise_id text not null, text bytea not null, at timestamptz not null,
    constraint pk_answer_draft primary key (tenant, run, exercise_id), constraint fk_answer_draft_run foreign key (tenant, run) references unit_run (tenant, id))`);
  await tenantTable(run, 'answer_draft');
  await eraser(run, 'answer_draft', { columns: 'tenant, person, run, exercise_id, text, at' });
  await run.query(`create table mark_phrase (tenant uuid not null, person uuid not null, position smallint not null, text bytea not null, at timestamptz not null,
    constraint pk_mark_phrase primary key (tenant, person, position), constraint fk_mark_phrase_person foreign key (person) references person (id))`);
  await tenantTable(run, 'mark_phrase');
  await eraser(run, 'mark_phrase', { columns: 'tenant, person, position, text, at' });
}

async function eraser(run: QueryRunner, table: string, { columns, sees = MINE }: { columns: string; sees?: string }): Promise<void> {
  await run.query(`create policy eraser_sees on ${table} for select to lotse_eraser using (${HERE} and ${sees})`);
  await run.query(`create policy eraser_deletes on ${table} for delete to lotse_eraser using (${HERE} and ${MINE})`);
  await run.query(`grant select (${columns}), delete on ${table} to lotse_eraser`);
}
