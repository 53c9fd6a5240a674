import type { MigrationInterface, QueryRunner } from 'typeorm';
import { MY_NOW, MY_TENANT } from './policies.js';

const TEN_YEARS_AGO = `${MY_NOW} - interval '10 years'`;
/** Proofs and hours, and from when on each may go. */
const ENDED: Record<string, string> = {
  audit: `at < ${TEN_YEARS_AGO}`,
  erasure: `at < ${TEN_YEARS_AGO}`,
  role_grant: `least(revoked_at, ends_at) < ${TEN_YEARS_AGO}`,
  meeting: `coalesce(ended_at, planned_to, started_at) < ${TEN_YEARS_AGO}`,
};

/** The eraser deletes proofs and hours after their ten years; younger ones are out of its sight. */
export class Proofs1700000000024 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    for (const [table, ended] of Object.entries(ENDED)) {
      for (const verb of ['select', 'delete'])
        await run.query(`create policy eraser_ends_${verb} on ${table} for ${verb} to lotse_eraser using (tenant = ${MY_TENANT} and ${ended})`);
      await run.query(`grant delete on ${table} to lotse_eraser`);
    }
  }

  async down(): Promise<void> {
    throw new Error('This migration is not taken back: restore a backup instead.');
  }
}
