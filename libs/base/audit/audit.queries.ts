import type { EntityManager } from 'typeorm';
import { columns } from '../db/columns.js';

/** An entry as it is stored; no entity stands for it. */
export interface AuditRow {
  tenant: string;
  seq: number;
  at: Date;
  actor: string | null;
  event: string;
  subjectKind: string | null;
  subject: string | null;
  details: Record<string, unknown>;
  /** The tenant's audit key that the hash was made with; null in entries from before there were such keys. */
  key: string | null;
  prev: Buffer;
  hash: Buffer;
}
type Link = Pick<AuditRow, 'seq' | 'hash'>;

const COLUMNS = columns<AuditRow>()('tenant', 'seq', 'at', 'actor', 'event', 'subjectKind', 'subject', 'details', 'key', 'prev', 'hash');

/** Nobody else adds to the tenant's chain until the transaction ends. */
export async function lockChain(tx: EntityManager, tenant: string): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('audit ' || $1, 0))`, [tenant]);
}

/** The newest entry of a tenant. */
export async function lastEntry(tx: EntityManager, tenant: string): Promise<Link | undefined> {
  const [last] = await tx.query<Link[]>(`select seq, hash from audit where tenant = $1 order by seq desc limit 1`, [tenant]);
  return last;
}

export async function addEntry(tx: EntityManager, row: AuditRow): Promise<void> {
  await tx.query(
    `insert into audit (tenant, seq, at, actor, event, subject_kind, subject, details, prev, hash, key) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [row.tenant, row.seq, row.at, row.actor, row.event, row.subjectKind, row.subject, JSON.stringify(row.details), row.prev, row.hash, row.key],
  );
}

/** So many entries are read at a time. */
export const PIECE = 1000;

export function entriesAfter(tx: EntityManager, tenant: string, seq: number): Promise<AuditRow[]> {
  return tx.query<AuditRow[]>(`select ${COLUMNS} from audit where tenant = $1 and seq > $2 order by seq limit ${PIECE}`, [tenant, seq]);
}

interface Before {
  tenant: string;
  before: Date;
}
export async function hasEntryBefore(tx: EntityManager, { tenant, before }: Before): Promise<boolean> {
  const [due] = await tx.query<unknown[]>(`select 1 from audit where tenant = $1 and at < $2 limit 1`, [tenant, before]);
  return due !== undefined;
}

/** The last entry of those that are all older. */
export async function lastEntryBefore(tx: EntityManager, { tenant, before }: Before): Promise<Link | undefined> {
  const [last] = await tx.query<Link[]>(
    `select seq, hash from audit where tenant = $1 and seq < coalesce((select min(seq) from audit where tenant = $1 and at >= $2), 2147483647) order by seq desc limit 1`,
    [tenant, before],
  );
  return last;
}

/** This entry and all before it; as the eraser. */
export async function deleteEntriesUpTo(tx: EntityManager, tenant: string, seq: number): Promise<void> {
  await tx.query(`delete from audit where tenant = $1 and seq <= $2`, [tenant, seq]);
}
