import type { PersonalRows } from '#lotse/base';
import type { EntityManager } from 'typeorm';

/** An answer of this person takes the same lock, a launch the rows of the identity. */
export async function lockPerson(tx: EntityManager, tenant: string, person: string): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended($1, 1))`, [person]);
  await tx.query(`select 1 from identity where tenant = $1 and person = $2 for update`, [tenant, person]);
}

/** One erasure of this person, or of this entry, at a time. */
export async function lockErasure(tx: EntityManager, of: string): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('erasure ' || $1, 0))`, [of]);
}

/** How many rows there are by each line of the list, by its index; as the eraser. Lines with none are left out. */
export function countHeld(
  tx: EntityManager,
  personal: readonly PersonalRows[],
): Promise<{ line: number; count: number; since: Date | null; last: Date | null }[]> {
  const counts = personal.map(({ table, where, at }, line) => {
    const times = at === undefined ? 'null::timestamptz, null::timestamptz' : `min(${at}), max(${at})`;
    return `select ${line}, count(*)::int, ${times} from ${table} where ${where}`;
  });
  return tx.query(`select * from (${counts.join(' union all ')}) as counted (line, count, since, last) where count > 0 order by line`);
}

export async function deleteRows(tx: EntityManager, { table, where }: PersonalRows): Promise<void> {
  await tx.query<[unknown[], number]>(`delete from ${table} where ${where}`);
}

export async function detachRows(tx: EntityManager, { table, where, set }: PersonalRows): Promise<void> {
  await tx.query(`update ${table} set ${set ?? ''} where ${where}`);
}

/** Rows as JSON, with the sealed columns beside them as they are. */
export function readRows<Row>(
  tx: EntityManager,
  { table, where }: PersonalRows,
  at: { plain: readonly string[]; sealed: readonly { column: string }[] },
): Promise<Row[]> {
  const plain = at.plain.map((column) => `${table}.${column}`).join(', ');
  const sealed = at.sealed.map(({ column }) => `, ${table}.${column} as "${column}"`).join('');
  return tx.query<Row[]>(`select (select to_jsonb(held) from (select ${plain}) held) as row${sealed} from ${table} where ${where}`);
}

/** All columns of all tables: whether they hold bytes, and whether they belong to the primary key. */
export function allColumns(tx: EntityManager): Promise<{ table: string; column: string; bytes: boolean; key: boolean }[]> {
  return tx.query<{ table: string; column: string; bytes: boolean; key: boolean }[]>(
    `select c.relname as table, a.attname as column, a.atttypid = 'bytea'::regtype as bytes, coalesce(a.attnum = any(i.indkey), false) as key
     from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid left join pg_index i on i.indrelid = c.oid and i.indisprimary
     where n.nspname = 'public' and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped order by c.relname, a.attnum`,
  );
}

export async function keysOf(tx: EntityManager, person: string): Promise<string[]> {
  const keys = await tx.query<{ id: string }[]>(`select id from key_ring where owner_kind = 'person' and owner = $1`, [person]);
  return keys.map((key) => key.id);
}

/** Mails that do not say whom they are for. */
export function mailsAboutNobody(tx: EntityManager, tenant: string): Promise<{ id: string; recipient: Buffer }[]> {
  return tx.query<{ id: string; recipient: Buffer }[]>(`select id, recipient from outbox where tenant = $1 and about is null`, [tenant]);
}

export async function dropMails(tx: EntityManager, ids: readonly string[]): Promise<void> {
  await tx.query(`delete from outbox where id = any($1)`, [ids]);
}

/** So many at a time; the rest comes with the next turn, after other work. */
export const BATCH = 50;
/** Without a sign of life since `$2` (after `$3`, or exactly `$4`): no launch, and none of the signs that the libs name. */
const silent = (alive: readonly string[]) =>
  `select i.person as id from identity i where i.tenant = $1 and ($3::uuid is null or i.person > $3) and ($4::uuid is null or i.person = $4) group by i.person
  having max(i.last_seen_at) < $2 ${alive.map((sign) => `and not ${sign}`).join(' ')}
  order by i.person limit ${BATCH}`;

/** The next people without a sign of life `since` then, behind `after`, at most a batch; or only this person, if one is named. `alive`: SQL of the signs. */
export async function silentPeople(
  tx: EntityManager,
  alive: readonly string[],
  of: { tenant: string; since: Date; after?: string | null; person?: string },
): Promise<string[]> {
  const rows = await tx.query<{ id: string }[]>(silent(alive), [of.tenant, of.since, of.after ?? null, of.person ?? null]);
  return rows.map((row) => row.id);
}
