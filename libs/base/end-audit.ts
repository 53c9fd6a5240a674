import type { EntityManager } from 'typeorm';
import type { Audit } from './audit/audit.js';
import type { Db } from './db/db.js';
import { daysBefore } from './lib-tables.js';

/** Days to wait beyond the ten years, so that one entry a month records the deletion of older ones. */
const MONTH = 31;

/**
 * Deletes entries older than `before`. The entry that records it names the last deleted one with its hash: so the oldest entry left
 * is known as the start of the chain, and cutting off more is noticed.
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
