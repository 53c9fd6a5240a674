import type { EntityManager } from 'typeorm';
import type { Tenant } from '../entities.js';

export function tenantsByName(tx: EntityManager, ids: readonly string[]): Promise<Pick<Tenant, 'id' | 'name' | 'kind'>[]> {
  return tx.query<Pick<Tenant, 'id' | 'name' | 'kind'>[]>(`select id, name, kind from tenant where id = any($1) order by name, id`, [ids]);
}

/** Names of all tenants but one, locked: one change of names at a time. */
export async function lockOtherNames(tx: EntityManager, tenant: string): Promise<string[]> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('tenant names', 0))`);
  const rows = await tx.query<{ name: string }[]>(`select name from tenant where id <> $1`, [tenant]);
  return rows.map((row) => row.name);
}
