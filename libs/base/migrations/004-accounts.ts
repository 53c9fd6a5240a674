import type { MigrationInterface, QueryRunner } from 'typeorm';
import { gateReads, gateTable, tenantTable } from './policies.js';

/** Local accounts, invitations, sign-ins under way, the set-up link, outgoing mail. */
export class Accounts1700000000004 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await accounts(run);
    await waysIn(run);
    await run.query(`alter table session add column device text`);
    await run.query(`create table outbox (tenant uuid not null, id uuid not null, kind text not null, about uuid, recipient bytea not null, link bytea, locale text not null, state text not null,
      attempts int not null, reason text, created_at timestamptz not null, sent_at timestamptz,
      constraint pk_outbox primary key (tenant, id), constraint fk_outbox_tenant foreign key (tenant) references tenant (id),
      constraint ck_outbox_kind check (kind in ('invitation', 'reset', 'waiting')), constraint ck_outbox_state check (state in ('waiting', 'sent', 'failed', 'shown')))`);
    await run.query(`create index ix_outbox_about on outbox (tenant, about)`);
    await tenantTable(run, 'outbox');
    // who may do what is read with the session, across tenants and on every request
    await gateReads(run, 'role_grant', ['tenant', 'id', 'person', 'role', 'starts_at', 'ends_at', 'revoked_at']);
  }

  async down(): Promise<void> {
    throw new Error('This migration is not taken back: restore a backup instead.');
  }
}

async function accounts(run: QueryRunner): Promise<void> {
  await run.query(`create table account (person uuid not null, mail bytea not null, mail_search bytea not null, name bytea not null, locale text not null, password_hash text, totp bytea, totp_step int,
    state text not null, created_at timestamptz not null, changed_at timestamptz not null,
    constraint pk_account primary key (person), constraint uq_account_mail unique (mail_search), constraint fk_account_person foreign key (person) references person (id),
    constraint ck_account_state check (state in ('open', 'closed')), constraint ck_account_locale check (locale in ('de', 'en')))`);
  await run.query(`create table passkey (id uuid not null, person uuid not null, credential text not null, public_key bytea not null, counter bigint not null, name text not null, created_at timestamptz not null, used_at timestamptz,
    constraint pk_passkey primary key (id), constraint uq_passkey_credential unique (credential), constraint fk_passkey_account foreign key (person) references account (person) on delete cascade)`);
  await run.query(`create index ix_passkey_person on passkey (person)`);
  await run.query(`create table recovery_code (code_hash bytea not null, person uuid not null, created_at timestamptz not null, used_at timestamptz,
    constraint pk_recovery_code primary key (code_hash), constraint fk_recovery_code_account foreign key (person) references account (person) on delete cascade)`);
  await run.query(`create index ix_recovery_code_person on recovery_code (person)`);
  await run.query(`create table known_device (person uuid not null, device_hash bytea not null, seen_at timestamptz not null,
    constraint pk_known_device primary key (person, device_hash), constraint fk_known_device_account foreign key (person) references account (person) on delete cascade)`);
  for (const table of ['account', 'passkey', 'recovery_code', 'known_device']) await gateTable(run, table);
}

async function waysIn(run: QueryRunner): Promise<void> {
  await run.query(`create table invitation (id uuid not null, tenant uuid not null, token_hash bytea not null, role text not null, reason text not null, mail bytea not null, mail_search bytea not null, locale text not null,
    invited_by uuid not null, ends_at timestamptz, created_at timestamptz not null, expires_at timestamptz not null, accepted_at timestamptz, accepted_by uuid, withdrawn_at timestamptz,
    constraint pk_invitation primary key (id), constraint uq_invitation_token unique (token_hash), constraint fk_invitation_tenant foreign key (tenant) references tenant (id),
    constraint ck_invitation_role check (role in ('admin', 'office', 'companion', 'pedagogue', 'author', 'caseworker', 'firm')))`);
  await run.query(`create index ix_invitation_tenant on invitation (tenant, created_at)`);
  await run.query(`create table password_reset (token_hash bytea not null, person uuid not null, created_at timestamptz not null, expires_at timestamptz not null, used_at timestamptz,
    constraint pk_password_reset primary key (token_hash), constraint fk_password_reset_account foreign key (person) references account (person) on delete cascade)`);
  await run.query(`create index ix_password_reset_person on password_reset (person)`);
  await run.query(`create table login_step (ticket_hash bytea not null, kind text not null, device_hash bytea not null, person uuid, subject text, challenge text, tries int not null, expires_at timestamptz not null,
    constraint pk_login_step primary key (ticket_hash), constraint ck_login_step_kind check (kind in ('second-factor', 'passkey-login', 'passkey-new')))`);
  await run.query(`create table login_failure (mail_search bytea not null, device bytea not null, failures int not null, last_at timestamptz not null,
    constraint pk_login_failure primary key (mail_search, device))`);
  await run.query(`create table setup_link (token_hash bytea not null, person uuid, created_at timestamptz not null, expires_at timestamptz not null, used_at timestamptz,
    constraint pk_setup_link primary key (token_hash))`);
  for (const table of ['invitation', 'password_reset', 'login_step', 'login_failure', 'setup_link']) await gateTable(run, table);
}
