import type { MigrationInterface, QueryRunner } from 'typeorm';
import { MY_TENANT } from './policies.js';

/** Reset links name the tenant they were made in, mails about access, keys of the audit, the installation's admins. */
export class Security1700000000011 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`alter table password_reset add column tenant uuid`);
    await run.query(`grant select (tenant) on password_reset to lotse_eraser`);
    await run.query(`alter table outbox drop constraint ck_outbox_kind`);
    await run.query(`alter table outbox add constraint ck_outbox_kind check (kind in ('invitation', 'reset', 'waiting', 'changed', 'role'))`);
    await auditKeys(run);
    await installationAdmins(run);
  }

  async down(): Promise<void> {
    throw new Error('This migration is not taken back: restore a backup instead.');
  }
}

/** Each tenant has a key of its own for its audit. It is never retired: entries are verified with it as long as they are kept. */
async function auditKeys(run: QueryRunner): Promise<void> {
  await run.query(`alter table audit add column key uuid`);
  await run.query(`grant select (key) on audit to lotse_eraser, lotse_gate`);
  await run.query(`alter table key_ring drop constraint ck_key_ring_owner`);
  await run.query(`alter table key_ring add constraint ck_key_ring_owner check (owner_kind in ('tenant', 'person', 'audit'))`);
  const mine = `owner_kind = 'audit' and owner = ${MY_TENANT}`;
  await run.query(`create policy audit_select on key_ring for select to lotse_app using (${mine})`);
  await run.query(`create policy audit_insert on key_ring for insert to lotse_app with check (${mine})`);
  await run.query(`create policy audit_update on key_ring for update to lotse_app using (${mine}) with check (${mine} and retired_at is null)`);
}

/** Who may change what concerns all tenants. Where Lotse is in use already these are the admins of the oldest tenant. */
async function installationAdmins(run: QueryRunner): Promise<void> {
  await run.query(`alter table account add column installation_since timestamptz`);
  await run.query(`grant select (installation_since) on account to lotse_eraser`);
  await run.query(`set local role lotse_gate`);
  await run.query(`update account set installation_since = created_at where person in (select person from role_grant
    where role = 'admin' and revoked_at is null and (ends_at is null or ends_at > now()) and tenant = (select id from tenant order by created_at, id limit 1))`);
  await run.query(`reset role`);
}
