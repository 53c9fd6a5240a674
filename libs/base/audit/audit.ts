import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { Clock } from '../clock.js';
import type { Seal } from '../seal.js';

/** One entry. `details` hold codes and numbers, nothing personal. */
export interface AuditEvent {
  tenant: string;
  actor: string | null;
  event: string;
  subjectKind?: string;
  subject?: string;
  details?: Record<string, string | number | boolean>;
}

export interface AuditRow {
  tenant: string;
  seq: number;
  at: Date;
  actor: string | null;
  event: string;
  subject_kind: string | null;
  subject: string | null;
  details: Record<string, unknown>;
  /** The tenant's audit key that the hash was made with; null in entries from before there were such keys. */
  key: string | null;
  prev: Buffer;
  hash: Buffer;
}

export const FIRST = Buffer.alloc(32);

/**
 * An append-only chain per tenant. Each entry's hash covers the hash before it and is made with a key that is stored wrapped in the
 * key ring: whoever can write to the database only cannot forge a valid chain.
 */
export class Audit {
  constructor(
    private readonly clock: Clock,
    private readonly seal: Seal,
  ) {}

  /** Writes one entry in the transaction of the change it records: both are committed or neither. */
  async write(tx: EntityManager, entry: AuditEvent): Promise<void> {
    await tx.query(`select pg_advisory_xact_lock(hashtextextended('audit ' || $1, 0))`, [entry.tenant]);
    const [last] = await tx.query<{ seq: number; hash: Buffer }[]>(`select seq, hash from audit where tenant = $1 order by seq desc limit 1`, [entry.tenant]);
    const row: Omit<AuditRow, 'hash'> = {
      tenant: entry.tenant,
      seq: (last?.seq ?? 0) + 1,
      at: this.clock.now(),
      actor: entry.actor,
      event: entry.event,
      subject_kind: entry.subjectKind ?? null,
      subject: entry.subject ?? null,
      details: entry.details ?? {},
      key: null,
      prev: last?.hash ?? FIRST,
    };
    const { key, mac } = await this.seal.mac(tx, { kind: 'audit', id: entry.tenant }, (id) => textOf({ ...row, key: id }));
    await tx.query(
      `insert into audit (tenant, seq, at, actor, event, subject_kind, subject, details, prev, hash, key) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [row.tenant, row.seq, row.at, row.actor, row.event, row.subject_kind, row.subject, JSON.stringify(row.details), row.prev, mac, key],
    );
  }
}

/** The hash that an entry must have; `mac` makes one with the entry's key, or null where that key is gone. */
export async function hashOf(row: Omit<AuditRow, 'hash'>, mac: (text: string) => Promise<Buffer | null>): Promise<Buffer | null> {
  return row.key === null ? createHash('sha256').update(textOf(row)).digest() : mac(textOf(row));
}

function textOf(row: Omit<AuditRow, 'hash'>): string {
  const sorted = Object.fromEntries(Object.entries(row.details).sort(([a], [b]) => (a < b ? -1 : 1)));
  const parts = [row.tenant, row.seq, row.at.toISOString(), row.actor, row.event, row.subject_kind, row.subject, sorted, row.prev.toString('hex')];
  return JSON.stringify(row.key === null ? parts : [...parts, row.key]);
}
