import type { EntityManager } from 'typeorm';
import type { Db } from '../db/db.js';
import type { KeyOwner, SealedCell, Seal } from '../seal.js';
import type { SealedColumn } from '../lib-tables.js';

type Row = Record<string, string> & { sealed: never };

/** Which values of a column: `where` is SQL on it in which `$2` is `value`. */
export interface Which {
  where: (at: SealedColumn) => string;
  value: string | number;
}
/** Bytes 2 to 17 of a sealed value name its key (`Seal`). */
export const underKey = (key: string): Which => ({
  where: ({ column }) => `substring(${column} from 2 for 16) = decode(replace($2, '-', ''), 'hex')`,
  value: key,
});
/** Search values made by an older rule of comparing (`fold`). */
export const otherFold = (fold: number): Which => ({ where: ({ search }) => `(octet_length(${search}) <> 33 or get_byte(${search}, 0) <> $2)`, value: fold });

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
  const rows = await asGate(() =>
    tx.query<Row[]>(
      `select ${at.row.map((name) => `${name}::text as ${name}`).join(', ')}, ${at.column} as sealed from ${at.table}
       where ${at.owner.column} = $1 and ${which.where(at)} limit ${size} for no key update skip locked`,
      [owner.id, which.value],
    ),
  );
  for (const row of rows) {
    const names = at.row.map((name) => row[name] ?? '');
    const cell: SealedCell = { table: at.table, row: names.join(' '), column: at.column };
    const text = await by.seal.open(tx, owner, cell, row.sealed);
    const { sealed, search } = await by.seal.sealFindable(tx, owner, cell, text);
    const set = at.search === undefined ? '' : `, ${at.search} = $3`;
    const values = at.search === undefined ? [owner.id, sealed] : [owner.id, sealed, search];
    const same = at.row.map((name, i) => `${name}::text = $${values.length + i + 1}`).join(' and ');
    await asGate(() => tx.query(`update ${at.table} set ${at.column} = $2${set} where ${at.owner.column} = $1 and ${same}`, [...values, ...names]));
  }
  return rows.length;
}

/** How many values of a column still name this key. */
export async function countUnder(by: { db: Db }, tx: EntityManager, at: SealedColumn, owner: KeyOwner, key: string): Promise<number> {
  const { where, value } = underKey(key);
  const ask = () => tx.query<{ n: number }[]>(`select count(*)::int as n from ${at.table} where ${at.owner.column} = $1 and ${where(at)}`, [owner.id, value]);
  const [row] = await (at.gate ? by.db.atGate(tx, 'keys', ask) : ask());
  return row?.n ?? 0;
}
