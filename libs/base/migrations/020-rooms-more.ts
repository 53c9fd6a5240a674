import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from './policies.js';

/** An activity of the LMS may open a room; an hour may be for its group alone, and leaves a note for the next one; pictures of a board. */
export class RoomsMore1700000000020 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`alter table resource_link drop constraint ck_resource_link_target`);
    await run.query(`alter table resource_link add constraint ck_resource_link_target
      check ((target_kind is null) = (target_id is null) and (target_kind is null or target_kind in ('unit', 'module', 'room')))`);
    await run.query(`alter table meeting add column only_group boolean not null default false, add column next_time bytea,
      add constraint ck_meeting_only_group check (not only_group or group_id is not null)`);
    await run.query(`create table board_picture (tenant uuid not null, id uuid not null, room uuid not null, type text not null, bytes int not null, body bytea not null, created_at timestamptz not null,
      constraint pk_board_picture primary key (tenant, id), constraint fk_board_picture_room foreign key (tenant, room) references room (tenant, id),
      constraint ck_board_picture_type check (type in ('image/png', 'image/jpeg', 'image/webp')), constraint ck_board_picture_bytes check (bytes between 1 and 1048576))`);
    await run.query(`create index ix_board_picture_room on board_picture (tenant, room)`);
    await tenantTable(run, 'board_picture');
  }

  async down(): Promise<void> {
    throw new Error('This migration is not taken back: restore a backup instead.');
  }
}
