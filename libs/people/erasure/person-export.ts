import type { AllTables, Db, PersonalRows, Seal, SealedColumn } from '#lotse/base';
import type { EntityManager } from 'typeorm';
import { allColumns, readRows } from './erasure.queries.js';

/** Everything that is held about a person, by table: ids and names of columns as they are, sealed values opened. */
export interface PersonExport {
  about: Record<string, Record<string, unknown>[]>;
  /** What the person did with rows that are about others: which rows, and as what. */
  did: Record<string, Record<string, unknown>[]>;
}
type Row = { row: Record<string, unknown> } & Record<string, Buffer | null>;
interface Columns {
  plain: string[];
  sealed: SealedColumn[];
  key: string[];
}

/** Inside a sealed text of several parts: these say who else wrote or received it. */
const NAMES_OF_OTHERS = new Set(['author', 'by', 'recipient', 'releasedBy', 'contact']);

/** Walks the list that erasing walks, so that nothing is erased that is not exported. Inside a transaction of the tenant. */
export async function exportOf(by: { db: Db; seal: Seal; tables: AllTables }, tx: EntityManager, tenant: string, person: string): Promise<PersonExport> {
  const held: PersonExport = { about: {}, did: {} };
  const columns = await columnsOf(tx, by.tables.sealed);
  const found: { rows: PersonalRows; at: Columns; read: Row[] }[] = [];
  await by.db.atEraser(tx, person, async () => {
    for (const rows of by.tables.personal) {
      const at = shownOf(rows, columns.get(rows.table));
      found.push({ rows, at, read: await readRows<Row>(tx, rows, at) });
    }
  });
  for (const { rows, at, read } of found) {
    for (const one of read) {
      for (const column of at.sealed) one.row[column.column] = await opened(by.seal, tx, { tenant, column, one });
      const list = ((rows.acted ? held.did : held.about)[rows.table] ??= []);
      list.push(one.row);
    }
  }
  return held;
}

/** Of rows about others only the key and the columns that name the person. */
function shownOf(rows: PersonalRows, columns: Columns | undefined): Columns {
  const { plain, sealed, key } = columns ?? { plain: [], sealed: [], key: [] };
  if (rows.acted) return { plain: [...new Set([...key, ...rows.by])], sealed: [], key };
  const isShown = (column: string) => !rows.secret?.includes(column);
  return { plain: plain.filter(isShown), sealed: sealed.filter(({ column }) => isShown(column)), key };
}

/** Bytes that are no sealed values are hashes and keys: they are never read. */
async function columnsOf(tx: EntityManager, sealed: readonly SealedColumn[]): Promise<Map<string, Columns>> {
  const rows = await allColumns(tx);
  const columns = new Map<string, Columns>();
  for (const { table, column, bytes, key } of rows) {
    const of = columns.get(table) ?? { plain: [], sealed: sealed.filter((one) => one.table === table), key: [] };
    if (!bytes) of.plain.push(column);
    if (key && !bytes) of.key.push(column);
    columns.set(table, of);
  }
  return columns;
}

async function opened(seal: Seal, tx: EntityManager, at: { tenant: string; column: SealedColumn; one: Row }): Promise<unknown> {
  const { column, one } = at;
  const sealed = one[column.column];
  if (!sealed) return null;
  const owner = { kind: column.owner.kind, id: column.owner.kind === 'tenant' ? at.tenant : String(one.row[column.owner.column]) };
  const cell = { table: column.table, row: column.row.map((name) => String(one.row[name])).join(' '), column: column.column };
  const text = await seal.open(tx, owner, cell, sealed);
  return /^[{["]/.test(text) ? withoutOthers(text) : text;
}

function withoutOthers(text: string): unknown {
  try {
    return JSON.parse(text, (key, value: unknown) => (NAMES_OF_OTHERS.has(key) ? undefined : value)) as unknown;
  } catch {
    return text; // a text that only begins like one of several parts
  }
}
