import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An hour that was begun by mistake and stood in no plan ends as `put-back`. A change of a meeting can be that it takes place after all (`restored`). */
export class TakenBack1700000000030 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`alter table meeting drop constraint ck_meeting_end`);
    await run.query(`alter table meeting add constraint ck_meeting_end check (ended_by in ('tutor', 'plan', 'alone', 'put-back'))`);
    await run.query(`alter table meeting_change drop constraint ck_meeting_change_kind`);
    await run.query(`alter table meeting_change add constraint ck_meeting_change_kind check (kind in ('moved', 'substitute', 'restored'))`);
  }

  async down(): Promise<void> {
    throw new Error('This migration is not taken back: restore a backup instead.');
  }
}
