import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A page of a board that was deleted stays for a day, so that it can be taken back. */
export class BoardPagesDeleted1700000000029 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`alter table board_page add column deleted_at timestamptz`);
  }

  async down(): Promise<void> {
    throw new Error('This migration is not taken back: restore a backup instead.');
  }
}
