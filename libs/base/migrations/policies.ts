import type { QueryRunner } from 'typeorm';

/** What row-level security compares with; empty settings become null, and null equals nothing. */
export const MY_TENANT = `nullif(current_setting('app.tenant', true), '')::uuid`;
export const MY_PERSON = `nullif(current_setting('app.person', true), '')::uuid`;

/** The server's clock, as the door set it: never the database's own. */
export const MY_NOW = `nullif(current_setting('app.now', true), '')::timestamptz`;

type Verb = 'select' | 'insert' | 'update' | 'delete';

/** Forces row-level security, so that not even the owner passes by it. Without a policy nobody sees a row. */
async function force(run: QueryRunner, table: string): Promise<void> {
  await run.query(`alter table ${table} enable row level security`);
  await run.query(`alter table ${table} force row level security`);
}

/** A tenant's own table: rows of the asking tenant only, to read and to write. */
export async function tenantTable(run: QueryRunner, table: string, verbs: Verb[] = ['select', 'insert', 'update', 'delete']): Promise<void> {
  await force(run, table);
  await run.query(`create policy tenant on ${table} to lotse_app using (tenant = ${MY_TENANT}) with check (tenant = ${MY_TENANT})`);
  await run.query(`grant ${verbs.join(', ')} on ${table} to lotse_app`);
}

/**
 * A tenant's table whose rows a recipient outside may read too, by rules that are written out. A recipient has no tenant:
 * somebody who acts in a tenant gets that tenant's rows and no others.
 */
export async function sharedTable(run: QueryRunner, table: string, rules: { select: string; insert?: string }, verbs: Verb[]): Promise<void> {
  await tenantTable(run, table, verbs);
  await run.query(`create policy recipient on ${table} for select to lotse_app using (${MY_TENANT} is null and ${rules.select})`);
  if (rules.insert) await run.query(`create policy recipient_writes on ${table} for insert to lotse_app with check (${MY_TENANT} is null and ${rules.insert})`);
}

/** A table that only the gate door sees: it is read before anybody is known. */
export async function gateTable(run: QueryRunner, table: string): Promise<void> {
  await force(run, table);
  await run.query(`create policy gate on ${table} to lotse_gate using (true) with check (true)`);
  await run.query(`grant select, insert, update, delete on ${table} to lotse_gate`);
}

/** A table without a tenant: who may do what is written out. */
export async function globalTable(run: QueryRunner, table: string, rules: Partial<Record<Verb, string>>): Promise<void> {
  await force(run, table);
  for (const [verb, rule] of Object.entries(rules)) {
    const clause = verb === 'insert' ? `with check (${rule})` : verb === 'update' ? `using (${rule}) with check (${rule})` : `using (${rule})`;
    await run.query(`create policy app_${verb} on ${table} for ${verb} to lotse_app ${clause}`);
    await run.query(`grant ${verb} on ${table} to lotse_app`);
  }
}

/** Lets the gate door read some columns of a table. */
export async function gateReads(run: QueryRunner, table: string, columns: string[]): Promise<void> {
  await run.query(`create policy gate_reads on ${table} for select to lotse_gate using (true)`);
  await run.query(`grant select (${columns.join(', ')}) on ${table} to lotse_gate`);
}
