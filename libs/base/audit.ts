import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { Clock } from './clock.js';

/** One entry. `details` hold codes and numbers, nothing personal. */
export interface AuditEvent {
  tenant: string;
  actor: string | null;
  event: string;
  subjectKind?: string;
  subject?: string;
  details?: Record<string, string | number | boolean>;
}

interface Row {
  tenant: string;
  seq: number;
  at: Date;
  actor: string | null;
  event: string;
  subject_kind: string | null;
  subject: string | null;
  details: Record<string, unknown>;
  prev: Buffer;
  hash: Buffer;
}

const FIRST = Buffer.alloc(32);

/** An append-only chain per tenant: each entry's hash covers the one before it. */
export class Audit {
  constructor(private readonly clock: Clock) {}

  /** Writes one entry in the transaction of what it tells about: both stand or neither. */
  async write(tx: EntityManager, entry: AuditEvent): Promise<void> {
    await tx.query(`select pg_advisory_xact_lock(hashtextextended('audit ' || $1, 0))`, [entry.tenant]);
    const [last] = await tx.query<{ seq: number; hash: Buffer }[]>(`select seq, hash from audit where tenant = $1 order by seq desc limit 1`, [entry.tenant]);
    const row: Omit<Row, 'hash'> = {
      tenant: entry.tenant,
      seq: (last?.seq ?? 0) + 1,
      at: this.clock.now(),
      actor: entry.actor,
      event: entry.event,
      subject_kind: entry.subjectKind ?? null,
      subject: entry.subject ?? null,
      details: entry.details ?? {},
      prev: last?.hash ?? FIRST,
    };
    await tx.query(
      `insert into audit (tenant, seq, at, actor, event, subject_kind, subject, details, prev, hash) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [row.tenant, row.seq, row.at, row.actor, row.event, row.subject_kind, row.subject, JSON.stringify(row.details), row.prev, hashOf(row)],
    );
  }
}

export interface AuditFault {
  tenant: string;
  seq: number;
  what: 'changed' | 'missing';
}

/** Reads every chain and tells the first entry of each that was changed or is missing. */
export async function verifyAudit(tx: EntityManager): Promise<{ entries: number; faults: AuditFault[] }> {
  const faults: AuditFault[] = [];
  let entries = 0;
  const tenants = await tx.query<{ tenant: string }[]>(`select distinct tenant from audit order by tenant`);
  for (const { tenant } of tenants) {
    let prev: Buffer = FIRST;
    let seq = 0;
    for (;;) {
      const rows = await tx.query<Row[]>(`select * from audit where tenant = $1 and seq > $2 order by seq limit 1000`, [tenant, seq]);
      const bad = rows.find((row) => {
        const gap = row.seq !== seq + 1;
        const changed = !row.prev.equals(prev) || !row.hash.equals(hashOf(row));
        if (gap || changed) return faults.push({ tenant, seq: gap ? seq + 1 : row.seq, what: gap ? 'missing' : 'changed' });
        prev = row.hash;
        seq = row.seq;
        entries++;
        return false;
      });
      if (bad || rows.length < 1000) break;
    }
  }
  return { entries, faults };
}

function hashOf(row: Omit<Row, 'hash'>): Buffer {
  const sorted = Object.fromEntries(Object.entries(row.details).sort(([a], [b]) => (a < b ? -1 : 1)));
  const text = JSON.stringify([
    row.tenant,
    row.seq,
    row.at.toISOString(),
    row.actor,
    row.event,
    row.subject_kind,
    row.subject,
    sorted,
    row.prev.toString('hex'),
  ]);
  return createHash('sha256').update(text).digest();
}
