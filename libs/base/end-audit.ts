import type { EntityManager } from 'typeorm';
import type { Audit } from './audit/audit.js';
import { deleteEntriesUpTo, hasEntryBefore, lastEntryBefore } from './audit/audit.queries.js';
import type { Db } from './db/db.js';
import { daysBefore } from './lib-tables.js';

/** Days to wait beyond the ten years, so that one entry a month records the deletion of older ones. */
const MONTH = 31;

/**
 * Deletes entries older than `before`. The entry that records it names the last deleted one with its hash: so the oldest entry left
 * is known as the start of the chain, and cutting off more is noticed.
 */
export async function endAudit(by: { db: Db; audit: Audit }, tx: EntityManager, { tenant, before }: { tenant: string; before: Date }): Promise<void> {
  if (!(await hasEntryBefore(tx, { tenant, before: daysBefore(before, MONTH) }))) return;
  const last = await lastEntryBefore(tx, { tenant, before });
  if (!last) return;
  await by.audit.write(tx, { tenant, actor: null, event: 'audit.ended', details: { upTo: last.seq, hash: last.hash.toString('hex') } });
  await by.db.atEraser(tx, null, () => deleteEntriesUpTo(tx, tenant, last.seq));
}
