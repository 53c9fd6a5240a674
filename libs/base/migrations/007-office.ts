import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from './policies.js';

/** What the provider's office keeps: phases and interruptions of a participation, its caseworker, probation and exit. */
export class Office1700000000007 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`alter table measure add column procedure_branch text not null default '10'`);
    await run.query(`alter table measure alter column procedure_branch drop default`);
    await run.query(`alter table participation add column caseworker uuid, add column probation_ends_on date, add column exited_on date, add column exit_reason text, add column whereabouts text,
      add constraint fk_participation_caseworker foreign key (caseworker) references person (id),
      add constraint ck_participation_exit check ((exited_on is null) = (exit_reason is null) and (exited_on is null) = (whereabouts is null) and (exited_on is null or exited_on >= starts_on)),
      add constraint ck_participation_exit_reason check (exit_reason in ('GOAL_REACHED', 'EXAM_PASSED', 'CONTRACT_ENDED', 'OTHER_MEASURE', 'DROPPED_OUT', 'PERIOD_OVER', 'OTHER')),
      add constraint ck_participation_whereabouts check (whereabouts in ('STAYS_IN_TRAINING', 'EMPLOYED', 'OTHER_TRAINING', 'SCHOOL', 'SEEKING', 'UNKNOWN'))`);
    await phases(run);
    await interruptions(run);
    await run.query(`create unique index uq_participation_open on participation (tenant, person, measure) where person is not null and exited_on is null`);
    await run.query(`create index ix_participation_contact on participation (tenant, contact)`);
    await run.query(`create index ix_participation_deputy on participation (tenant, deputy)`);
    await run.query(`create index ix_staff_contact_person on staff_contact (tenant, person)`);
  }

  async down(): Promise<void> {
    throw new Error('This migration is not taken back: restore a backup instead.');
  }
}

/** A participation had one phase so far; from now on it has stretches. The owner sees the old rows only while their policy is not forced. */
async function phases(run: QueryRunner): Promise<void> {
  await run.query(`create table participation_phase (tenant uuid not null, id uuid not null, participation uuid not null, phase text not null, starts_on date not null, ends_on date,
    constraint pk_participation_phase primary key (tenant, id), constraint fk_participation_phase_participation foreign key (tenant, participation) references participation (tenant, id) on delete cascade,
    constraint ck_participation_phase_phase check (phase in ('PRE_PHASE', 'ACCOMPANYING_PHASE')), constraint ck_participation_phase_dates check (ends_on is null or ends_on >= starts_on))`);
  await run.query(`create index ix_participation_phase on participation_phase (tenant, participation)`);
  await run.query(`alter table participation no force row level security`);
  await run.query(
    `insert into participation_phase (tenant, id, participation, phase, starts_on, ends_on) select tenant, gen_random_uuid(), id, phase, starts_on, null from participation`,
  );
  await run.query(`alter table participation force row level security`);
  await run.query(`alter table participation drop column phase`);
  await tenantTable(run, 'participation_phase');
}

async function interruptions(run: QueryRunner): Promise<void> {
  await run.query(`create table interruption (tenant uuid not null, id uuid not null, participation uuid not null, reason text not null, starts_on date not null, ends_on date, created_at timestamptz not null,
    constraint pk_interruption primary key (tenant, id), constraint fk_interruption_participation foreign key (tenant, participation) references participation (tenant, id) on delete cascade,
    constraint ck_interruption_reason check (reason in ('ILLNESS', 'PARENTAL', 'COMPANY_CHANGE', 'OTHER')), constraint ck_interruption_dates check (ends_on is null or ends_on >= starts_on))`);
  await run.query(`create index ix_interruption_participation on interruption (tenant, participation)`);
  await tenantTable(run, 'interruption');
}
