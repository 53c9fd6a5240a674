import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { Clock } from '../clock.js';
import type { Seal } from '../seal.js';
import { addEntry, lastEntry, lockChain, type AuditRow } from './audit.queries.js';

/** One entry. `details` hold codes and numbers, nothing personal. */
export interface AuditEvent {
  tenant: string;
  actor: string | null;
  event: string;
  subjectKind?: string;
  subject?: string;
  details?: Record<string, string | number | boolean>;
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
    await lockChain(tx, entry.tenant);
    const last = await lastEntry(tx, entry.tenant);
    const row: Omit<AuditRow, 'hash'> = {
      tenant: entry.tenant,
      seq: (last?.seq ?? 0) + 1,
      at: this.clock.now(),
      actor: entry.actor,
      event: entry.event,
      subjectKind: entry.subjectKind ?? null,
      subject: entry.subject ?? null,
      details: entry.details ?? {},
      key: null,
      prev: last?.hash ?? FIRST,
    };
    const { key, mac } = await this.seal.mac(tx, { kind: 'audit', id: entry.tenant }, (id) => textOf({ ...row, key: id }));
    await addEntry(tx, { ...row, key, hash: mac });
  }
}

/** The hash that an entry must have; `mac` makes one with the entry's key, or null where that key is gone. */
export async function hashOf(row: Omit<AuditRow, 'hash'>, mac: (text: string) => Promise<Buffer | null>): Promise<Buffer | null> {
  return row.key === null ? createHash('sha256').update(textOf(row)).digest() : mac(textOf(row));
}

function textOf(row: Omit<AuditRow, 'hash'>): string {
  const sorted = Object.fromEntries(Object.entries(row.details).sort(([a], [b]) => (a < b ? -1 : 1)));
  const parts = [row.tenant, row.seq, row.at.toISOString(), row.actor, row.event, row.subjectKind, row.subject, sorted, row.prev.toString('hex')];
  return JSON.stringify(row.key === null ? parts : [...parts, row.key]);
}
