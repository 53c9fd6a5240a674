import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Names are found by another fold from now on: due work makes the values anew by which they are found, tenant by tenant. */
export class SearchValues1700000000013 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    // the owner sees the rows only while their policy is not forced
    for (const table of ['tenant', 'due_row']) await run.query(`alter table ${table} no force row level security`);
    await run.query(
      `insert into due_row (tenant, id, kind, ref, due_at, attempts) select id, gen_random_uuid(), 'search.anew', 'first', created_at, 0 from tenant`,
    );
    for (const table of ['tenant', 'due_row']) await run.query(`alter table ${table} force row level security`);
  }

  async down(): Promise<void> {
    throw new Error('This migration is not taken back: restore a backup instead.');
  }
}
