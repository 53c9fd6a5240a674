import type { MigrationInterface, QueryRunner } from 'typeorm';
import { gateReads, gateTable, tenantTable } from './policies.js';

/** Platforms, courses, enrolments, links, line items, open logins. */
export class Lti1700000000002 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await platforms(run);
    await courses(run);
    await run.query(`create table login_state (id uuid not null, registration uuid, state_hash bytea, nonce_hash bytea, browser_hash bytea, target_link_uri text, params jsonb not null, created_at timestamptz not null, expires_at timestamptz not null,
      constraint pk_login_state primary key (id), constraint uq_login_state unique (state_hash))`);
    await run.query(`create index ix_login_state_expires on login_state (expires_at)`);
    await gateTable(run, 'login_state');
  }

  async down(): Promise<void> {
    throw new Error('The first migrations are not taken back: restore a backup instead.');
  }
}

async function platforms(run: QueryRunner): Promise<void> {
  await run.query(`create table registration (tenant uuid not null, id uuid not null, issuer text not null, client_id text not null, name text not null, auth_url text not null, token_url text not null, jwks_url text not null, audience text,
    state text not null, created_at timestamptz not null, updated_at timestamptz not null,
    constraint pk_registration primary key (tenant, id), constraint uq_registration_id unique (id), constraint uq_registration_client unique (issuer, client_id),
    constraint fk_registration_tenant foreign key (tenant) references tenant (id), constraint ck_registration_state check (state in ('active', 'waiting', 'disabled')))`);
  await tenantTable(run, 'registration');
  await gateReads(run, 'registration', ['tenant', 'id', 'issuer', 'client_id', 'name', 'auth_url', 'token_url', 'jwks_url', 'audience', 'state']);

  await run.query(`create table deployment (tenant uuid not null, id uuid not null, registration uuid not null, deployment_id text not null, state text not null, created_at timestamptz not null,
    constraint pk_deployment primary key (tenant, id), constraint uq_deployment unique (registration, deployment_id),
    constraint fk_deployment_registration foreign key (tenant, registration) references registration (tenant, id), constraint ck_deployment_state check (state in ('active', 'waiting', 'disabled')))`);
  await tenantTable(run, 'deployment');
  await gateReads(run, 'deployment', ['tenant', 'id', 'registration', 'deployment_id', 'state']);

  await run.query(`create table lti_key (tenant uuid not null, id uuid not null, registration uuid not null, kid text not null, public_pem bytea not null, private_pem bytea not null, created_at timestamptz not null, retired_at timestamptz,
    constraint pk_lti_key primary key (tenant, id), constraint uq_lti_key_kid unique (kid),
    constraint fk_lti_key_registration foreign key (tenant, registration) references registration (tenant, id))`);
  await tenantTable(run, 'lti_key');
  await gateReads(run, 'lti_key', ['tenant', 'id', 'registration', 'kid', 'public_pem', 'created_at', 'retired_at']);
}

async function courses(run: QueryRunner): Promise<void> {
  await run.query(`create table course (tenant uuid not null, id uuid not null, deployment uuid not null, kind text not null, context_id text not null, title text not null, label text, memberships_url text, created_at timestamptz not null, updated_at timestamptz not null,
    constraint pk_course primary key (tenant, id), constraint uq_course_context unique (deployment, kind, context_id),
    constraint fk_course_deployment foreign key (tenant, deployment) references deployment (tenant, id), constraint ck_course_kind check (kind in ('context', 'link')))`);
  await tenantTable(run, 'course');

  await run.query(`create table enrolment (tenant uuid not null, id uuid not null, person uuid not null, course uuid not null, role text not null, test boolean not null, status text not null, first_seen_at timestamptz not null, last_seen_at timestamptz not null,
    constraint pk_enrolment primary key (tenant, id), constraint uq_enrolment unique (tenant, course, person),
    constraint fk_enrolment_person foreign key (person) references person (id), constraint fk_enrolment_course foreign key (tenant, course) references course (tenant, id),
    constraint ck_enrolment_role check (role in ('trainee', 'teacher', 'tutor', 'guest')), constraint ck_enrolment_status check (status in ('active', 'left')))`);
  await run.query(`create index ix_enrolment_person on enrolment (tenant, person)`);
  await tenantTable(run, 'enrolment');
  await run.query(`alter table role_grant add constraint fk_role_grant_course foreign key (tenant, course) references course (tenant, id)`);

  await run.query(`create table resource_link (tenant uuid not null, id uuid not null, course uuid not null, link_id text not null, title text not null, target_kind text, target_id text, chosen_by uuid, created_at timestamptz not null, updated_at timestamptz not null,
    constraint pk_resource_link primary key (tenant, id), constraint uq_resource_link unique (tenant, course, link_id),
    constraint fk_resource_link_course foreign key (tenant, course) references course (tenant, id),
    constraint ck_resource_link_target check ((target_kind is null) = (target_id is null) and (target_kind is null or target_kind in ('unit', 'module'))))`);
  await tenantTable(run, 'resource_link');

  await run.query(`create table line_item (tenant uuid not null, id uuid not null, resource_link uuid not null, url text, can_score boolean not null, can_read boolean not null, state text not null, reason text, created_at timestamptz not null, updated_at timestamptz not null,
    constraint pk_line_item primary key (tenant, id), constraint uq_line_item_link unique (tenant, resource_link),
    constraint fk_line_item_link foreign key (tenant, resource_link) references resource_link (tenant, id), constraint ck_line_item_state check (state in ('active', 'paused', 'gone', 'none')))`);
  await tenantTable(run, 'line_item');
}
