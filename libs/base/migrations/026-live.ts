import type { MigrationInterface, QueryRunner } from 'typeorm';
import { MY_PERSON, MY_TENANT, tenantTable } from './policies.js';

const OF_MEETING = (table: string) => `constraint fk_${table}_meeting foreign key (tenant, meeting) references meeting (tenant, id)`;

/** Groups and polls that are prepared before an hour, and how much each server holds. */
export class Live1700000000026 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await prepared(run);
    await load(run);
  }

  async down(): Promise<void> {
    throw new Error('This migration is not taken back: restore a backup instead.');
  }
}

async function prepared(run: QueryRunner): Promise<void> {
  await run.query(`create table prepared_group (tenant uuid not null, id uuid not null, meeting uuid not null, position int not null, name bytea not null,
    constraint pk_prepared_group primary key (tenant, id), ${OF_MEETING('prepared_group')})`);
  await run.query(`create index ix_prepared_group_meeting on prepared_group (tenant, meeting)`);
  await tenantTable(run, 'prepared_group');
  await run.query(`create table prepared_group_member (tenant uuid not null, meeting uuid not null, person uuid not null, group_id uuid not null,
    constraint pk_prepared_group_member primary key (tenant, meeting, person), constraint fk_prepared_group_member_group foreign key (tenant, group_id) references prepared_group (tenant, id),
    constraint fk_prepared_group_member_person foreign key (person) references person (id))`);
  await run.query(`create index ix_prepared_group_member_group on prepared_group_member (tenant, group_id)`);
  await run.query(`create index ix_prepared_group_member_person on prepared_group_member (tenant, person)`);
  await tenantTable(run, 'prepared_group_member', ['select', 'insert', 'delete']);
  const mine = `tenant = ${MY_TENANT} and person = ${MY_PERSON}`;
  for (const verb of ['select', 'delete'])
    await run.query(`create policy eraser_${verb}s on prepared_group_member for ${verb} to lotse_eraser using (${mine})`);
  await run.query(`grant select, delete on prepared_group_member to lotse_eraser`);
  await run.query(`create table prepared_poll (tenant uuid not null, id uuid not null, meeting uuid not null, position int not null, body bytea not null,
    constraint pk_prepared_poll primary key (tenant, id), ${OF_MEETING('prepared_poll')})`);
  await run.query(`create index ix_prepared_poll_meeting on prepared_poll (tenant, meeting)`);
  await tenantTable(run, 'prepared_poll');
}

/** A server writes for all tenants at once; a tenant reads its own. */
async function load(run: QueryRunner): Promise<void> {
  await run.query(`create table server_load (tenant uuid not null, server uuid not null, name text not null, rooms int not null, people int not null, devices int not null, heard_at timestamptz not null,
    constraint pk_server_load primary key (tenant, server), constraint fk_server_load_tenant foreign key (tenant) references tenant (id))`);
  await tenantTable(run, 'server_load', ['select']);
  await run.query(`create policy gate on server_load to lotse_gate using (true) with check (true)`);
  await run.query(`grant select, insert, update, delete on server_load to lotse_gate`);
}
