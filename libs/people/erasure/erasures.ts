import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { AllTables, Audit, Clock, DATABASE, Db, Log, Problem, Seal, tenantIds, type Database } from '#lotse/base';
import type { EntityManager } from 'typeorm';
import { DeletionList, type Erasing } from './deletion-list.js';
import { Eraser, type Erased } from './eraser.js';
import { ErasureEntry } from './erasure.entity.js';
import { lockErasure } from './erasure.queries.js';

/** What was erased just now; whoever keeps something of it in memory forgets it. */
export type Forget = (gone: { tenant: string; person: string | null; participations: readonly string[] }) => void;
interface How {
  refuse?: (tx: EntityManager) => Promise<void>;
  /** From the list, after a backup came back; `listed` where the line stands in our own file already. */
  again?: true;
  listed?: boolean;
}
const NOTHING: Erased = { held: [], participations: [], keys: [] };

/**
 * Erases people, and participations that ended long ago: one transaction each, with its audit entry and its line in the deletion
 * list. It is acknowledged when the line is on disk. What a restored backup brought back is erased again at the start.
 */
@Injectable()
export class Erasures {
  private readonly forgetters: Forget[] = [];

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly seal: Seal,
    private readonly audit: Audit,
    private readonly tables: AllTables,
    private readonly eraser: Eraser,
    private readonly list: DeletionList,
    @Inject(DATABASE) private readonly database: Database,
  ) {}

  /** Registers who keeps something in memory that has to be forgotten. */
  onErased(forget: Forget): void {
    this.forgetters.push(forget);
  }

  /**
   * Erases everything of a person in this tenant. `refuse` checks in the same transaction whether that is allowed. The nightly work
   * erases many: it calls `rewrite` once after the last.
   */
  async person(
    who: { tenant: string; by: string | null; because: Erasing['because'] },
    person: string,
    refuse: (tx: EntityManager) => Promise<void> = () => Promise.resolve(),
  ): Promise<{ id: string; at: Date } & Erased> {
    const [id, at] = [randomUUID(), this.clock.now()];
    const entry = { ...who, id, person, participations: [], at: at.toISOString() };
    const erased = await this.erase(entry, { refuse });
    if (who.because !== 'retention') await this.rewrite();
    return { id, at, ...erased };
  }

  /** Participations that nothing has to be kept of any more; `rewrite` is called behind the last. */
  async participations(tenant: string, ids: string[]): Promise<void> {
    await this.erase({ id: randomUUID(), tenant, person: null, participations: ids, at: this.clock.now().toISOString(), by: null, because: 'retention' });
  }

  /** What was erased leaves the database's files, too, where they are ours. */
  async rewrite(): Promise<void> {
    await this.database.rewrite();
  }

  /**
   * Deletes proofs of a tenant older than `before`: first rows, then their lines in the list. A line without a row would be taken
   * for an erasure that a backup has undone.
   */
  async endProofs(tenant: string, before: Date): Promise<void> {
    await this.db.job(tenant, async (tx) => {
      for (const lib of this.tables.libs) await lib.endProofs?.({ db: this.db, audit: this.audit }, tx, { tenant, before });
    });
    this.list.end((line) => line.tenant === tenant && line.at < before.toISOString());
  }

  /**
   * At the start, before any request is answered. A line of the file without a row: a backup was restored, erase again. A row
   * without a line: a crash prevented the line, add it.
   */
  async catchUp(): Promise<void> {
    const lines = this.list.read();
    const again = await this.replay(lines);
    if (again > 0) this.log.warn('erasure.again', { count: again });
    const written = new Set(lines.map((line) => line.id));
    const missing = (await this.all()).filter((line) => !written.has(line.id));
    if (missing.length === 0) return;
    const file = this.list.open();
    for (const line of missing) file.write(line);
    file.close();
    this.log.info('erasure.list-completed', { count: missing.length });
  }

  /** Erases again what this database does not know as erased. Returns how many. */
  async replay(lines: readonly Erasing[]): Promise<number> {
    const [known, tenants] = [new Set((await this.all()).map((line) => line.id)), new Set(await this.tenants())];
    const listed = new Set(this.list.read().map((line) => line.id));
    const wanted = new Map(lines.filter((line) => tenants.has(line.tenant) && !known.has(line.id)).map((line) => [line.id, line]));
    for (const line of wanted.values()) await this.erase(line, { again: true, listed: listed.has(line.id) });
    if (wanted.size > 0) await this.rewrite();
    return wanted.size;
  }

  /** Every entry of every tenant, as lines, the oldest first. */
  async all(): Promise<Erasing[]> {
    const lines: Erasing[] = [];
    for (const tenant of await this.tenants()) {
      const rows = await this.db.job(tenant, (tx) => tx.findBy(ErasureEntry, { tenant }));
      lines.push(...rows.map((row) => ({ ...row, at: row.at.toISOString() })));
    }
    return lines.sort((a, b) => a.at.localeCompare(b.at));
  }

  private tenants(): Promise<string[]> {
    return this.db.gate('housekeeping', tenantIds);
  }

  private async erase(entry: Erasing, how: How = {}): Promise<Erased> {
    const file = this.opened();
    try {
      const erased = await this.db.job(entry.tenant, async (tx) => {
        // one at a time: two admins, or two servers that start after a restore
        await lockErasure(tx, entry.person ?? entry.id);
        if (how.again && (await this.isKnown(tx, entry))) return NOTHING;
        await how.refuse?.(tx);
        const done = entry.person === null ? NOTHING : await this.eraser.erase(tx, entry.tenant, entry.person);
        await this.eraser.eraseParticipations(tx, entry.tenant, entry.participations);
        const all = { ...done, participations: [...new Set([...entry.participations, ...done.participations])] };
        await this.write(tx, { ...entry, participations: all.participations }, all, how.again === true);
        return all;
      });
      this.forget(entry, erased);
      if (!how.listed) file.write({ ...entry, participations: erased.participations });
      return erased;
    } finally {
      file.close();
    }
  }

  private async isKnown(tx: EntityManager, { tenant, id }: Erasing): Promise<boolean> {
    return tx.existsBy(ErasureEntry, { tenant, id });
  }

  private opened(): ReturnType<DeletionList['open']> {
    try {
      return this.list.open();
    } catch (error) {
      this.log.fault('erasure.list-shut', error);
      throw new Problem('unavailable', 'erasure.list', undefined, { cause: error });
    }
  }

  private async write(tx: EntityManager, entry: Erasing, erased: Erased, again: boolean): Promise<void> {
    const { id, tenant, person, participations, at, by, because } = entry;
    await tx.insert(ErasureEntry, { tenant, id, person, participations, at, by, because });
    const subject = person === null ? { subjectKind: 'participation', subject: participations[0] ?? '' } : { subjectKind: 'person', subject: person };
    const details = { because, ...(again ? { again } : {}), ...countsOf(erased), participations: participations.length };
    await this.audit.write(tx, { tenant, actor: by, event: person === null ? 'participation.erased' : 'person.erased', ...subject, details });
  }

  private forget({ tenant, person }: Erasing, { participations, keys }: Erased): void {
    for (const key of keys) this.seal.forget({ kind: 'person', id: person ?? '' }, key);
    for (const forget of this.forgetters) forget({ tenant, person, participations });
    this.log.info('person.erased', { tenantId: tenant, ...(person === null ? {} : { personId: person }) });
  }
}

/** How many rows of each kind were deleted, without those of no tenant: they would tell whether another tenant knows the person. */
export function countsOf({ held }: Pick<Erased, 'held'>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { rows, count } of held) if (rows.fate === 'delete' && !rows.last) counts[rows.kind] = (counts[rows.kind] ?? 0) + count;
  return counts;
}
