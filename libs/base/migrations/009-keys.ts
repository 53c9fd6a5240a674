import type { MigrationInterface, QueryRunner } from 'typeorm';
import { MY_PERSON, MY_TENANT } from './policies.js';

/** A key that was replaced may be removed once nothing is sealed with it; a living one never. */
export class Keys1700000000009 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    const mine = `(owner_kind = 'tenant' and owner = ${MY_TENANT}) or (owner_kind = 'person' and (owner = ${MY_PERSON} or exists (select from identity i where i.person = key_ring.owner and i.tenant = ${MY_TENANT})))`;
    await run.query(`create policy app_delete on key_ring for delete to lotse_app using (retired_at is not null and (${mine}))`);
    await run.query(`grant delete on key_ring to lotse_app`);
  }

  async down(): Promise<void> {
    throw new Error('This migration is not taken back: restore a backup instead.');
  }
}
