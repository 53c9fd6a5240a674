import type { EntityManager } from 'typeorm';

/** The one that stands for all where something is done once; inside a gate. */
export async function firstTenant(tx: EntityManager): Promise<string | undefined> {
  const [first] = await tx.query<{ id: string }[]>(`select id from tenant order by id limit 1`);
  return first?.id;
}
