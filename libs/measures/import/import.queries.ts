import type { EntityManager } from 'typeorm';
import { columns, days, type RowOf } from '#lotse/base';
import type { Participation } from '../entities.js';

const NAMED = columns<Participation>()('id', 'legalName');
const TIMES = days<Participation>()('startsOn', 'endsOn', 'exitedOn');
type Entered = RowOf<typeof NAMED> & RowOf<typeof TIMES> & { measureId: string };

/** Until the end of the transaction no other import of the tenant begins. */
export async function lockImport(tx: EntityManager, tenant: string): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('import ' || $1, 0))`, [tenant]);
}

export function enteredParticipations(tx: EntityManager, tenant: string): Promise<Entered[]> {
  return tx.query<Entered[]>(`select ${NAMED}, ${TIMES}, measure as "measureId" from participation where tenant = $1 limit 20000`, [tenant]);
}
