import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from './policies.js';

/** What a tenant allows for seeing and hearing. Without a row nothing is allowed that shows addresses or leads elsewhere. */
export class Media1700000000021 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`create table media_rules (tenant uuid not null, direct_links boolean not null, link_hosts text[] not null, changed_at timestamptz not null,
      constraint pk_media_rules primary key (tenant), constraint fk_media_rules_tenant foreign key (tenant) references tenant (id))`);
    await tenantTable(run, 'media_rules', ['select', 'insert', 'update']);
  }

  async down(): Promise<void> {
    throw new Error('This migration is not taken back: restore a backup instead.');
  }
}
