import type { EntityManager } from 'typeorm';

/** What the person has given in this opening of an exercise. */
export async function responseIn(tx: EntityManager, { tenant, opening, person }: { tenant: string; opening: string; person: string }): Promise<unknown> {
  const [row] = await tx.query<{ response: unknown }[]>(
    `select a.response from answer a join unit_run r on r.tenant = a.tenant and r.id = a.run where r.tenant = $1 and r.opening = $2 and r.person = $3`,
    [tenant, opening, person],
  );
  return row?.response ?? null;
}
