import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A run of the kind `repeat` has the tasks that were wrong in a run before. Beside it no other run of the unit is open. */
export class Repeats1700000000023 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(
      `alter table unit_run drop constraint ck_unit_run_kind, add constraint ck_unit_run_kind check (kind in ('own', 'repeat', 'room', 'placement', 'review', 'exam'))`,
    );
    await run.query(`drop index uq_unit_run_open`);
    await run.query(`create unique index uq_unit_run_open on unit_run (tenant, person, unit_id) where finished_at is null and kind in ('own', 'repeat')`);
  }

  async down(): Promise<void> {
    throw new Error('This migration is not taken back: restore a backup instead.');
  }
}
