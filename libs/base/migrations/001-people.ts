import type { MigrationInterface, QueryRunner } from 'typeorm';
import { gateTable, globalTable, MY_PERSON, MY_TENANT, tenantTable } from './policies.js';

const IN_MY_TENANT = (person: string) => `exists (select from identity i where i.person = ${person} and i.tenant = ${MY_TENANT})`;

/** Roles, tenants, people, measures, sessions, keys. */
export class People1700000000001 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await roles(run);
    await run.query(`create table tenant (id uuid not null, kind text not null, name text not null, locale text not null, created_at timestamptz not null,
      constraint pk_tenant primary key (id), constraint ck_tenant_kind check (kind in ('provider', 'school')))`);
    await gateTable(run, 'tenant');
    await run.query(`create policy app_select on tenant for select to lotse_app using (id = ${MY_TENANT})`);
    await run.query(`grant select on tenant to lotse_app`);

    await run.query(`create table person (id uuid not null, created_at timestamptz not null, constraint pk_person primary key (id))`);
    await run.query(`create table identity (tenant uuid not null, id uuid not null, person uuid not null, issuer text not null, sub text not null,
      name bytea, name_search bytea, created_at timestamptz not null, last_seen_at timestamptz not null,
      constraint pk_identity primary key (tenant, id), constraint uq_identity_sub unique (tenant, issuer, sub),
      constraint fk_identity_tenant foreign key (tenant) references tenant (id), constraint fk_identity_person foreign key (person) references person (id),
      constraint ck_identity_sub check (length(sub) between 1 and 255))`);
    await run.query(`create index ix_identity_person on identity (person, tenant)`);
    await tenantTable(run, 'identity');
    await globalTable(run, 'person', { select: `id = ${MY_PERSON} or ${IN_MY_TENANT('person.id')}`, insert: `id = ${MY_PERSON}` });

    await run.query(`create table key_ring (id uuid not null, owner_kind text not null, owner uuid not null, wrapped bytea not null, created_at timestamptz not null, retired_at timestamptz,
      constraint pk_key_ring primary key (id), constraint ck_key_ring_owner check (owner_kind in ('tenant', 'person')))`);
    await run.query(`create unique index uq_key_ring_live on key_ring (owner_kind, owner) where retired_at is null`);
    const mine = `(owner_kind = 'tenant' and owner = ${MY_TENANT}) or (owner_kind = 'person' and (owner = ${MY_PERSON} or ${IN_MY_TENANT('key_ring.owner')}))`;
    await globalTable(run, 'key_ring', { select: mine, insert: mine, update: mine });
    await places(run);
    await sessions(run);
  }

  async down(): Promise<void> {
    throw new Error('The first migration is not taken back: restore a backup instead.');
  }
}

/** The app role owns nothing and inherits nothing; the gate role is taken inside the gate door's transaction. */
async function roles(run: QueryRunner): Promise<void> {
  for (const role of ['lotse_app', 'lotse_gate']) {
    await run.query(
      `do $$ begin create role ${role} nologin noinherit nosuperuser nobypassrls; exception when duplicate_object or unique_violation then null; end $$`,
    );
  }
  await run.query(
    `do $$ begin grant lotse_gate to lotse_app; execute format('grant lotse_app, lotse_gate to %I', current_user); exception when unique_violation then null; end $$`,
  );
  await run.query(`grant usage on schema public to lotse_app, lotse_gate`);
}

async function places(run: QueryRunner): Promise<void> {
  await run.query(`create table measure (tenant uuid not null, id uuid not null, number text not null, name text not null, variant text not null, group_limit int not null, funding_body text not null,
    starts_on date not null, ends_on date, created_at timestamptz not null,
    constraint pk_measure primary key (tenant, id), constraint uq_measure_number unique (tenant, number), constraint fk_measure_tenant foreign key (tenant) references tenant (id),
    constraint ck_measure_variant check (variant in ('V2021', 'V2024')), constraint ck_measure_limit check (group_limit between 1 and 50), constraint ck_measure_funding check (funding_body in ('AGENTUR', 'JOBCENTER')))`);
  await tenantTable(run, 'measure');

  await run.query(`create table staff_contact (tenant uuid not null, id uuid not null, person uuid, role text not null, name bytea not null, phone bytea, email bytea, created_at timestamptz not null,
    constraint pk_staff_contact primary key (tenant, id), constraint fk_staff_contact_person foreign key (person) references person (id),
    constraint ck_staff_contact_role check (role in ('companion', 'tutor', 'pedagogue', 'teacher')))`);
  await tenantTable(run, 'staff_contact');

  await run.query(`create table participation (tenant uuid not null, id uuid not null, person uuid, measure uuid not null, legal_name bytea not null, legal_name_search bytea not null, phase text not null,
    starts_on date not null, ends_on date, contact uuid, deputy uuid, firm bytea, school bytea, created_at timestamptz not null,
    constraint pk_participation primary key (tenant, id), constraint fk_participation_person foreign key (person) references person (id),
    constraint fk_participation_measure foreign key (tenant, measure) references measure (tenant, id),
    constraint fk_participation_contact foreign key (tenant, contact) references staff_contact (tenant, id),
    constraint fk_participation_deputy foreign key (tenant, deputy) references staff_contact (tenant, id),
    constraint ck_participation_phase check (phase in ('PRE_PHASE', 'ACCOMPANYING_PHASE')), constraint ck_participation_dates check (ends_on is null or ends_on >= starts_on))`);
  await run.query(`create index ix_participation_person on participation (tenant, person)`);
  await tenantTable(run, 'participation');

  await run.query(`create table profile (tenant uuid not null, person uuid not null, locale text, theme text not null, text_level text not null, occupation text, exam_on date, first_language text, updated_at timestamptz not null,
    constraint pk_profile primary key (tenant, person), constraint fk_profile_person foreign key (person) references person (id),
    constraint ck_profile_locale check (locale in ('de', 'en')), constraint ck_profile_theme check (theme in ('auto', 'light', 'dark')), constraint ck_profile_level check (text_level in ('standard', 'plain')))`);
  await tenantTable(run, 'profile');

  await run.query(`create table role_grant (tenant uuid not null, id uuid not null, person uuid not null, role text not null, course uuid, reason text not null, granted_by uuid, starts_at timestamptz not null, ends_at timestamptz, revoked_at timestamptz, created_at timestamptz not null,
    constraint pk_role_grant primary key (tenant, id), constraint fk_role_grant_person foreign key (person) references person (id),
    constraint ck_role_grant_role check (role in ('tutor', 'companion', 'pedagogue', 'office', 'admin', 'author', 'caseworker', 'firm')))`);
  await run.query(`create index ix_role_grant_person on role_grant (tenant, person)`);
  await tenantTable(run, 'role_grant', ['select', 'insert', 'update']);
}

async function sessions(run: QueryRunner): Promise<void> {
  await run.query(`create table session (id uuid not null, kind text not null, person uuid not null, tenant uuid, registration uuid, enrolment uuid, resource_link uuid, cookie_hash bytea not null, bearer_hash bytea not null,
    launch_locale text, created_at timestamptz not null, seen_at timestamptz not null, idle_seconds int not null, idle_until timestamptz not null, ends_at timestamptz not null, revoked_at timestamptz,
    constraint pk_session primary key (id), constraint uq_session_cookie unique (cookie_hash), constraint uq_session_bearer unique (bearer_hash),
    constraint fk_session_person foreign key (person) references person (id) on delete cascade, constraint fk_session_tenant foreign key (tenant) references tenant (id),
    constraint ck_session_kind check (kind in ('lti', 'account')))`);
  await run.query(`create index ix_session_person on session (person)`);
  await gateTable(run, 'session');
  await run.query(`create table launch_code (code_hash bytea not null, session uuid not null, expires_at timestamptz not null,
    constraint pk_launch_code primary key (code_hash), constraint fk_launch_code_session foreign key (session) references session (id) on delete cascade)`);
  await gateTable(run, 'launch_code');
}
