import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from './policies.js';

/** How people of a running meeting follow, so that every server counts the same: without a person, until the meeting ends. */
export class Mood1700000000027 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`create table meeting_mood (tenant uuid not null, meeting uuid not null, who_hash bytea not null, mood text not null, at timestamptz not null,
      constraint pk_meeting_mood primary key (tenant, meeting, who_hash),
      constraint fk_meeting_mood_meeting foreign key (tenant, meeting) references meeting (tenant, id))`);
    await tenantTable(run, 'meeting_mood', ['select', 'delete']);
    // a server writes and counts for all tenants at once
    await run.query(`create policy gate on meeting_mood to lotse_gate using (true) with check (true)`);
    await run.query(`grant select, insert, update, delete on meeting_mood to lotse_gate`);
  }

  async down(): Promise<void> {
    throw new Error('This migration is not taken back: restore a backup instead.');
  }
}
