import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Exam day and occupation as the office enters them; what a trainee sets for themselves stands in the profile. */
export class Exam1700000000017 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`alter table participation add column exam_on date, add column occupation text`);
    await run.query(`grant select (exam_on, occupation) on participation to lotse_eraser`);
  }

  async down(): Promise<void> {
    throw new Error('This migration is not taken back: restore a backup instead.');
  }
}
