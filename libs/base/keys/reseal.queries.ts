import type { EntityManager } from 'typeorm';
import type { SealedColumn } from '../lib-tables.js';

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

/** A sealed value with the columns that name its row. */
export type SealedRow = Record<string, string> & { sealed: never };

/** Some values of an owner, locked. Rows locked by another transaction are skipped. */
export function lockSealed(tx: EntityManager, at: SealedColumn, { owner, which, size }: { owner: string; which: Which; size: number }): Promise<SealedRow[]> {
  return tx.query<SealedRow[]>(
    `select ${at.row.map((name) => `${name}::text as ${name}`).join(', ')}, ${at.column} as sealed from ${at.table}
     where ${at.owner.column} = $1 and ${which.where(at)} limit ${size} for no key update skip locked`,
    [owner, which.value],
  );
}

/** `row`: the values of `at.row` in their order. */
export async function replaceSealed(
  tx: EntityManager,
  at: SealedColumn,
  { owner, row, sealed, search }: { owner: string; row: readonly string[]; sealed: Buffer; search: Buffer },
): Promise<void> {
  const set = at.search === undefined ? '' : `, ${at.search} = $3`;
  const values = at.search === undefined ? [owner, sealed] : [owner, sealed, search];
  const same = at.row.map((name, i) => `${name}::text = $${values.length + i + 1}`).join(' and ');
  await tx.query(`update ${at.table} set ${at.column} = $2${set} where ${at.owner.column} = $1 and ${same}`, [...values, ...row]);
}

export async function countSealed(tx: EntityManager, at: SealedColumn, { owner, which }: { owner: string; which: Which }): Promise<number> {
  const [row] = await tx.query<{ n: number }[]>(`select count(*)::int as n from ${at.table} where ${at.owner.column} = $1 and ${which.where(at)}`, [
    owner,
    which.value,
  ]);
  return row?.n ?? 0;
}
