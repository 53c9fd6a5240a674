import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who belongs to the team though the LMS calls them a learner, and which deleted columns staff has read about. */
export class CourseList1700000000012 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`alter table enrolment add column team boolean not null default false`);
    await run.query(`grant select (team) on enrolment to lotse_eraser`);
    await run.query(`alter table line_item add column gone_read_at timestamptz`);
  }

  async down(): Promise<void> {
    throw new Error('This migration is not taken back: restore a backup instead.');
  }
}
