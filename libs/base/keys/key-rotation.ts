import type { EntityManager } from 'typeorm';
import type { Audit } from '../audit/audit.js';
import type { Clock } from '../clock.js';
import type { Db } from '../db/db.js';
import type { Due } from '../due.js';
import type { Log } from '../log.js';
import type { Seal } from '../seal.js';
import { deleteRetired, ownerOfRetired, type KeyOwner } from './key-ring.queries.js';
import { countUnder, resealSome } from './reseal.js';
import { underKey } from './reseal.queries.js';
import type { AllTables, SealedColumn } from '../lib-tables.js';

const RESEAL = 'key.reseal';
const REMOVE = 'key.remove';
const BATCH = 100;
/** So many batches of a column in one piece of due work, so that other work gets its turn. */
const BATCHES = 50;
/** An old key stays this long after the last value was sealed anew: what other servers and open transactions remember of it is gone by then. */
export const GRACE_MS = 10 * 60_000;

interface RotationParts {
  db: Db;
  due: Due;
  seal: Seal;
  audit: Audit;
  clock: Clock;
  log: Log;
  tables: AllTables;
}
interface OldKey {
  id: string;
  owner: KeyOwner;
}
interface SealedRows {
  at: SealedColumn;
  where: string;
}

/**
 * Replaces keys while everybody goes on reading and writing. Rotating retires the current key and makes a new one: new values name
 * the new key, existing values still open with the old one and are sealed anew in batches as due work. Each batch is a transaction,
 * so a killed server continues where it was. The old key is removed when no value names it any more.
 */
export class KeyRotation {
  constructor(private readonly by: RotationParts) {
    by.due.on(RESEAL, (tenant, ref) => this.reseal(tenant, ref));
    by.due.on(REMOVE, (tenant, ref) => this.remove(tenant, ref));
  }

  /** A new key for a tenant, or for a person of that tenant. False where there is none to be replaced. */
  async rotate(tenant: string, person: string | null = null): Promise<boolean> {
    const owner: KeyOwner = person === null ? { kind: 'tenant', id: tenant } : { kind: 'person', id: person };
    const rotated = await this.by.db.job(tenant, async (tx) => {
      const made = await this.by.seal.rotate(tx, owner);
      if (made === null) return false;
      await this.by.due.plan(tx, tenant, RESEAL, made.retired, this.by.clock.now());
      await this.tell(tx, tenant, 'key.rotated', { id: made.retired, owner });
      return true;
    });
    this.by.seal.forget(owner);
    return rotated;
  }

  private async reseal(tenant: string, ref: string): Promise<Date | null> {
    const now = this.by.clock.now();
    const key = await this.retired(tenant, ref);
    if (!key) return null;
    for (const rows of await this.sealedOf(tenant, key.owner)) if (!(await this.resealRows(rows, key))) return now;
    if ((await this.left(tenant, key)) > 0) return now;
    await this.by.db.job(tenant, (tx) => this.by.due.plan(tx, tenant, REMOVE, ref, new Date(now.getTime() + GRACE_MS)));
    this.by.log.info('key.resealed', { tenantId: tenant });
    return null;
  }

  /** One column in one tenant. False where something is left for the next piece of work. */
  private async resealRows({ at, where }: SealedRows, key: OldKey): Promise<boolean> {
    let count = 0;
    for (let batch = 0; batch < BATCHES && !this.by.due.isStopping; batch++) {
      const some = await this.in(where, key.owner, (tx) => resealSome(this.by, tx, at, key.owner, underKey(key.id), BATCH));
      count += some;
      if (some > 0) this.by.log.info('key.resealing', { tenantId: where, kind: `${at.table}.${at.column}`, count });
      if (some < BATCH) return true;
    }
    return false;
  }

  /** Transactions that sealed with the old key have committed by now: the values are checked once more, then the key is removed. */
  private async remove(tenant: string, ref: string): Promise<Date | null> {
    const key = await this.retired(tenant, ref);
    if (!key) return null;
    const isLeft = (await this.left(tenant, key)) > 0;
    await this.by.db.job(tenant, async (tx) => {
      if (isLeft) return this.by.due.plan(tx, tenant, RESEAL, ref, this.by.clock.now());
      await deleteRetired(tx, ref);
      await this.tell(tx, tenant, 'key.removed', key);
    });
    if (isLeft) return null;
    this.by.seal.forget(key.owner, ref);
    this.by.log.info('key.removed', { tenantId: tenant });
    return null;
  }

  private async retired(tenant: string, id: string): Promise<OldKey | null> {
    const row = await this.by.db.job(tenant, (tx) => ownerOfRetired(tx, id));
    return row ? { id, owner: { kind: row.kind, id: row.owner } } : null;
  }

  private async left(tenant: string, key: OldKey): Promise<number> {
    let left = 0;
    for (const { at, where } of await this.sealedOf(tenant, key.owner))
      left += await this.in(where, key.owner, (tx) => countUnder(this.by, tx, at, key.owner, key.id));
    return left;
  }

  /** A person's values are in every tenant that ever gave them a role; a tenant's values are in that tenant only. */
  private async sealedOf(tenant: string, owner: KeyOwner): Promise<SealedRows[]> {
    const columns = this.by.tables.sealed.filter((one) => one.owner.kind === owner.kind);
    if (owner.kind === 'tenant') return columns.map((at) => ({ at, where: tenant }));
    const tenants = new Set([tenant]);
    for (const { tenantsOfPerson } of this.by.tables.libs) {
      if (tenantsOfPerson === undefined) continue;
      const rows = await this.by.db.gate('keys', (tx) => tx.query<{ tenant: string }[]>(tenantsOfPerson, [owner.id]));
      for (const row of rows) tenants.add(row.tenant);
    }
    return columns.flatMap((at) => (at.gate ? [{ at, where: tenant }] : [...tenants].map((where) => ({ at, where }))));
  }

  /** In one tenant, and as the person where it is a person's key: policies show that key to its person only. */
  private in<T>(tenant: string, owner: KeyOwner, story: (tx: EntityManager) => Promise<T>): Promise<T> {
    return owner.kind === 'person' ? this.by.db.as({ person: owner.id, tenant }, story) : this.by.db.job(tenant, story);
  }

  private tell(tx: EntityManager, tenant: string, event: string, key: OldKey): Promise<void> {
    return this.by.audit.write(tx, { tenant, actor: null, event, subjectKind: key.owner.kind, subject: key.owner.id, details: { key: key.id } });
  }
}
