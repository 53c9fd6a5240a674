import type { EntityManager } from 'typeorm';
import { deleteDifferencesOf } from './grade-differences.queries.js';
import { queueAgain } from './grade-due.queries.js';
import { reopenPausedLineItems } from './line-items.queries.js';

/**
 * Staff wants it now: what has not arrived, or stands otherwise, of one person or a whole course waits to be sent at
 * once. A refused column is tried again; one that was deleted is not. A grade under way is left alone. An overridden
 * one is looked at before anything is sent, because the LMS would take it and keep its own (reason score.overridden).
 */
export async function sendAgain(tx: EntityManager, wish: { tenant: string; courseId: string; person: string | null; now: Date }): Promise<number> {
  await reopenPausedLineItems(tx, wish);
  const rows = await queueAgain(tx, wish);
  await deleteDifferencesOf(tx, { tenant: wish.tenant, lineItems: rows.map((row) => row.lineItem), persons: rows.map((row) => row.person) });
  return rows.length;
}
