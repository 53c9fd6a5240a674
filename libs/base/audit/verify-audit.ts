import type { EntityManager } from 'typeorm';
import { FIRST, hashOf } from './audit.js';
import { entriesAfter, PIECE, type AuditRow } from './audit.queries.js';
import type { AuditHead } from './audit-heads.js';
import type { Db } from '../db/db.js';
import { hasAuditKey } from '../keys/key-ring.queries.js';
import type { Seal } from '../seal.js';
import { tenantIds } from '../tenants.queries.js';

export interface AuditFault {
  tenant: string;
  seq: number;
  what: 'changed' | 'missing';
}

/**
 * Reads every chain and reports the first entry of each that was changed or is missing. Entries are checked against each other,
 * against the tenant's audit key (stored in clear nowhere), and against the `heads` noted outside the database.
 */
export async function verifyAudit(by: { db: Db; seal: Seal }, heads: readonly AuditHead[]): Promise<{ entries: number; faults: AuditFault[] }> {
  const known = new Set(await by.db.gate('audit-verify', tenantIds));
  const faults: AuditFault[] = [];
  let entries = 0;
  for (const tenant of known) {
    const noted = new Map(heads.filter((head) => head.tenant === tenant).map((head) => [head.seq, head.hash]));
    const chain = await by.db.job(tenant, (tx) => readChain({ tx, seal: by.seal, tenant }, noted));
    entries += chain.entries;
    if (chain.fault) faults.push(chain.fault);
  }
  // a tenant cannot be deleted without its audit
  const gone = new Set(heads.map((head) => head.tenant).filter((tenant) => !known.has(tenant)));
  for (const tenant of gone) faults.push({ tenant, seq: 1, what: 'missing' });
  return { entries, faults };
}

interface Reading {
  tx: EntityManager;
  seal: Seal;
  tenant: string;
}
interface Chain {
  entries: number;
  fault: AuditFault | null;
}
/** What the oldest entry left says about the one before it. Deleting the older ones was right where a later entry of the chain records the same. */
interface Start {
  seq: number;
  hash: Buffer;
  isTold: boolean;
}

async function readChain(by: Reading, noted: ReadonlyMap<number, string>): Promise<Chain> {
  const { tx, tenant } = by;
  let last: Pick<AuditRow, 'seq' | 'hash' | 'key'> = { seq: 0, hash: FIRST, key: null };
  let start: Start | null = null;
  let entries = 0;
  for (;;) {
    const rows = await entriesAfter(tx, tenant, last.seq);
    for (const row of rows) {
      start ??= startOf(row, noted);
      if (start === null) return { entries, fault: { tenant, seq: row.seq - 1, what: 'changed' } };
      if (entries === 0) last = { ...start, key: null };
      const what = await wrongWith(by, row, last, noted);
      if (what) return { entries, fault: { tenant, seq: what === 'missing' ? last.seq + 1 : row.seq, what } };
      start.isTold ||= tellsOf(row, start);
      last = row;
      entries += 1;
    }
    if (rows.length < PIECE) break;
  }
  if (start && !start.isTold) return { entries, fault: { tenant, seq: 1, what: 'missing' } };
  const cut = [...noted.keys()].some((seq) => seq > last.seq);
  // the tenant has a key but the entries name none: somebody without the key wrote this chain anew
  if (!cut && last.key === null && (await hasAuditKey(tx, tenant))) return { entries, fault: { tenant, seq: Math.max(last.seq, 1), what: 'changed' } };
  return { entries, fault: cut ? { tenant, seq: last.seq + 1, what: 'missing' } : null };
}

/** Null where a head noted outside the database says otherwise. */
function startOf({ seq, prev }: AuditRow, noted: ReadonlyMap<number, string>): Start | null {
  if (seq === 1) return { seq: 0, hash: FIRST, isTold: true };
  const head = noted.get(seq - 1);
  return head === undefined || head === prev.toString('hex') ? { seq: seq - 1, hash: prev, isTold: false } : null;
}

function tellsOf({ event, details }: AuditRow, { seq, hash }: Start): boolean {
  return event === 'audit.ended' && details['upTo'] === seq && details['hash'] === hash.toString('hex');
}

async function wrongWith(
  { tx, seal }: Reading,
  row: AuditRow,
  last: Pick<AuditRow, 'seq' | 'hash' | 'key'>,
  noted: ReadonlyMap<number, string>,
): Promise<AuditFault['what'] | null> {
  if (row.seq !== last.seq + 1) return 'missing';
  if (!row.prev.equals(last.hash) || (last.key !== null && row.key === null)) return 'changed';
  const right = await hashOf(row, (text) => seal.macOf(tx, { kind: 'audit', id: row.tenant }, row.key ?? '', text));
  const head = noted.get(row.seq);
  return right?.equals(row.hash) && (head === undefined || head === row.hash.toString('hex')) ? null : 'changed';
}
