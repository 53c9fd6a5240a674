import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A task is named by its position in the run (uq_answer_position): one exercise may stand in a run twice. */
export class AnswerPosition1700000000028 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`alter table answer drop constraint uq_answer_try`);
  }

  async down(): Promise<void> {
    throw new Error('This migration is not taken back: restore a backup instead.');
  }
}
