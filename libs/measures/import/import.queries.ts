import type { EntityManager } from 'typeorm';
import type { SealedName } from '../legal-names.js';

type Entered = SealedName & { measureId: string; startsOn: string; endsOn: string | null; exitedOn: string | null };

/** Until the end of the transaction no other import of the tenant begins. */
export async function lockImport(tx: EntityManager, tenant: string): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('import ' || $1, 0))`, [tenant]);
}

export function enteredParticipations(tx: EntityManager, tenant: string): Promise<Entered[]> {
  return tx.query<Entered[]>(
    `select id, legal_name, measure as "measureId", to_char(starts_on, 'YYYY-MM-DD') as "startsOn", to_char(ends_on, 'YYYY-MM-DD') as "endsOn", to_char(exited_on, 'YYYY-MM-DD') as "exitedOn"
       from participation where tenant = $1 limit 20000`,
    [tenant],
  );
}
