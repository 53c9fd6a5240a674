import type { EntityManager } from 'typeorm';
import type { Audit } from './audit/audit.js';
import type { Db } from './db/db.js';
import { daysBefore } from './lib-tables.js';

/** So many days more are waited, so that one entry a month tells of the end of older ones. */
const MONTH = 31;

/**
 * Entries older than `before` go. The entry that tells of it names the last of them with its hash: by it the first that is left is
 * known as the beginning of the chain, and whoever cuts off more is found out.
 */
export async function endAudit(by: { db: Db; audit: Audit }, tx: EntityManager, { tenant, before }: { tenant: string; before: Date }): Promise<void> {
  const [due] = await tx.query<unknown[]>(`select 1 from audit where tenant = $1 and at < $2 limit 1`, [tenant, daysBefore(before, MONTH)]);
  if (!due) return;
  const [last] = await tx.query<{ seq: number; hash: Buffer }[]>(
    `select seq, hash from audit where tenant = $1 and seq < coalesce((select min(seq) from audit where tenant = $1 and at >= $2), 2147483647) order by seq desc limit 1`,
    [tenant, before],
  );
  if (!last) return;
  await by.audit.write(tx, { tenant, actor: null, event: 'audit.ended', details: { upTo: last.seq, hash: last.hash.toString('hex') } });
  await by.db.atEraser(tx, null, () => tx.query(`delete from audit where tenant = $1 and seq <= $2`, [tenant, last.seq]));
}
