import type { MigrationInterface, QueryRunner } from 'typeorm';
import { gateReads, tenantTable } from './policies.js';

/** Invitations of platforms, what was seen of them, their last self-test; people shut out, tenants closed. */
export class Registration1700000000005 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`create table registration_invite (tenant uuid not null, id uuid not null, token_hash bytea not null, ask_names boolean not null, created_by uuid, created_at timestamptz not null, expires_at timestamptz not null,
      opened_at timestamptz, busy_until timestamptz, used_at timestamptz, withdrawn_at timestamptz, code text, registration uuid,
      constraint pk_registration_invite primary key (tenant, id), constraint uq_registration_invite_token unique (token_hash),
      constraint fk_registration_invite_tenant foreign key (tenant) references tenant (id))`);
    await tenantTable(run, 'registration_invite');
    await gateReads(run, 'registration_invite', ['tenant', 'id', 'token_hash', 'ask_names', 'expires_at', 'used_at', 'withdrawn_at']);

    await run.query(`create table registration_seen (tenant uuid not null, registration uuid not null, login_at timestamptz, login_origin text, framed boolean, cookie_at timestamptz, cookie_kept boolean,
      launched_at timestamptz, refused_at timestamptz, refused_code text,
      constraint pk_registration_seen primary key (tenant, registration),
      constraint fk_registration_seen_registration foreign key (tenant, registration) references registration (tenant, id) on delete cascade)`);
    await tenantTable(run, 'registration_seen');

    await run.query(`create table self_test (tenant uuid not null, registration uuid not null, ran_at timestamptz not null, ran_by uuid, steps jsonb not null,
      constraint pk_self_test primary key (tenant, registration),
      constraint fk_self_test_registration foreign key (tenant, registration) references registration (tenant, id) on delete cascade)`);
    await tenantTable(run, 'self_test');
    await states(run);
  }

  async down(): Promise<void> {
    throw new Error('This migration is not taken back: restore a backup instead.');
  }
}

async function states(run: QueryRunner): Promise<void> {
  await run.query(`alter table registration drop constraint ck_registration_state`);
  await run.query(`alter table registration add constraint ck_registration_state check (state in ('active', 'waiting', 'disabled', 'deleted'))`);
  await run.query(`alter table enrolment drop constraint ck_enrolment_status`);
  await run.query(`alter table enrolment add constraint ck_enrolment_status check (status in ('active', 'left', 'suspended'))`);
  await run.query(`alter table identity add column suspended_at timestamptz`);
  await run.query(`alter table tenant add column closed_at timestamptz`);
}
