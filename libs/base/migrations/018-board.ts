import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from './policies.js';

/** The board of a room: pages, and the changes of their text, which are merged into one row now and then. Nobody's name stands at them. */
export class Board1700000000018 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`create table board_page (tenant uuid not null, id uuid not null, room uuid not null, position int not null, title bytea not null, read_only boolean not null, seq int not null, created_at timestamptz not null,
      constraint pk_board_page primary key (tenant, id), constraint fk_board_page_room foreign key (tenant, room) references room (tenant, id), constraint uq_board_page_position unique (tenant, room, position))`);
    await tenantTable(run, 'board_page');
    await run.query(`create table board_update (tenant uuid not null, page uuid not null, seq int not null, at timestamptz not null, body bytea not null,
      constraint pk_board_update primary key (tenant, page, seq), constraint fk_board_update_page foreign key (tenant, page) references board_page (tenant, id) on delete cascade)`);
    await tenantTable(run, 'board_update');
  }

  async down(): Promise<void> {
    throw new Error('This migration is not taken back: restore a backup instead.');
  }
}
