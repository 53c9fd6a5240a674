import type { EntityManager } from 'typeorm';
import type { Db } from '../db/db.js';
import type { SealedCell, Seal } from '../seal.js';
import type { SealedColumn } from '../lib-tables.js';
import type { KeyOwner } from './key-ring.queries.js';
import { countSealed, lockSealed, replaceSealed, underKey, type Which } from './reseal.queries.js';

/**
 * Seals some values of one column anew under their owner's current key, with their search values. Returns how many. Rows locked by
 * another transaction are skipped to avoid deadlocks: the next call takes them, or they were written under the new key.
 */
export async function resealSome(
  by: { db: Db; seal: Seal },
  tx: EntityManager,
  at: SealedColumn,
  owner: KeyOwner,
  which: Which,
  size: number,
): Promise<number> {
  const asGate = <T>(story: () => Promise<T>) => (at.gate ? by.db.atGate(tx, 'keys', story) : story());
  const rows = await asGate(() => lockSealed(tx, at, { owner: owner.id, which, size }));
  for (const row of rows) {
    const names = at.row.map((name) => row[name] ?? '');
    const cell: SealedCell = { table: at.table, row: names.join(' '), column: at.column };
    const text = await by.seal.open(tx, owner, cell, row.sealed);
    const { sealed, search } = await by.seal.sealFindable(tx, owner, cell, text);
    await asGate(() => replaceSealed(tx, at, { owner: owner.id, row: names, sealed, search }));
  }
  return rows.length;
}

/** How many values of a column still name this key. */
export async function countUnder(by: { db: Db }, tx: EntityManager, at: SealedColumn, owner: KeyOwner, key: string): Promise<number> {
  const ask = () => countSealed(tx, at, { owner: owner.id, which: underKey(key) });
  return at.gate ? by.db.atGate(tx, 'keys', ask) : ask();
}
