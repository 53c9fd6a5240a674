import type { EntityManager } from 'typeorm';

/** Every tenant there is; inside a gate. */
export async function tenantIds(tx: EntityManager): Promise<string[]> {
  const rows = await tx.query<{ id: string }[]>(`select id from tenant order by id`);
  return rows.map((row) => row.id);
}
