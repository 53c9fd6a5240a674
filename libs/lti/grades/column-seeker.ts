import { Injectable } from '@nestjs/common';
import { Clock, Db, Log } from '#lotse/base';
import { SCOPE } from '../messages/claims.js';
import { originOf, serviceOrigins } from '../platforms/platforms.service.js';
import type { ListedLineItem } from '../services/read-lists.js';
import { LtiServices, type ServiceAccess, type ServiceReply } from '../services/services.js';
import type { TakenGrade } from './due-grades.js';
import type { SoughtColumn } from './grade-due.queries.js';
import { keepFoundUrl, reserveSearch, urlsInUse } from './line-items.queries.js';
import { afterProblem, afterRefusal, type Outcome } from './outcome.js';
import { LineItem } from './entities.js';

const LEASE_MS = 60_000;
const SOON_MS = 2_000;

export type Found = { url: string } | { outcome: Outcome };

/** Rules a test switches off, to see that something notices. */
export const SEEK_RULES = { looksFirst: true, together: true };

/**
 * Where a platform names no column for a link but lets us manage columns: with the first grade the link's column is
 * looked for, and made only where there is none (AGS 2.0, 3.2.15). Everybody who waits for the same column shares one
 * search; a lease keeps other processes from making a second one.
 */
@Injectable()
export class ColumnSeeker {
  rules = { ...SEEK_RULES };
  private readonly seeking = new Map<string, Promise<Found>>();

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly services: LtiServices,
    private readonly log: Log,
  ) {}

  find(grade: TakenGrade): Promise<Found> {
    const { column } = grade;
    if (!column) return Promise.resolve({ outcome: { state: 'failed', reason: 'lineitem.missing' } });
    const known = this.rules.together ? this.seeking.get(grade.lineItem) : undefined;
    if (known) return known;
    const search = this.seek(grade, column).finally(() => this.seeking.delete(grade.lineItem));
    this.seeking.set(grade.lineItem, search);
    return search;
  }

  private async seek(grade: TakenGrade, column: SoughtColumn): Promise<Found> {
    const lease = this.rules.together ? await this.lease(grade) : 'ours';
    if (lease !== 'ours') return lease;
    try {
      const access: ServiceAccess = { ...grade.access, scopes: [SCOPE.lineItem] };
      const found = (this.rules.looksFirst ? await this.look(access, grade, column) : null) ?? (await this.make(access, column));
      if ('outcome' in found) return found;
      if (!serviceOrigins(grade.access.platform).has(originOf(found.url) ?? ''))
        return { outcome: { state: 'paused', reason: 'lineitem.host', column: 'paused' } };
      await this.keep(grade, found.url);
      this.log.info('line-item.found', { tenantId: grade.tenant, registrationId: grade.access.platform.id, lineItemId: grade.lineItem });
      return found;
    } catch (error) {
      return { outcome: afterProblem(error) };
    } finally {
      await this.release(grade);
    }
  }

  /** The column tied to this link; else one of the same content that is tied to none and that no other link of ours uses. */
  private async look(access: ServiceAccess, grade: TakenGrade, column: SoughtColumn): Promise<Found | null> {
    const tied = await this.services.findLineItems(access, column.container, { resource_link_id: column.linkId });
    if (tied.reply.status !== 200) return { outcome: refused(tied.reply) };
    const own = tied.items.filter((item) => item.linkId === column.linkId);
    const same = own.find((item) => item.resourceId === column.resourceId && item.tag === column.tag) ?? (own.length === 1 ? own[0] : undefined);
    if (same) return { url: same.url };
    const alike = await this.services.findLineItems(access, column.container, { resource_id: column.resourceId, tag: column.tag });
    if (alike.reply.status !== 200) return { outcome: refused(alike.reply) };
    const free = await this.free(
      grade,
      alike.items.filter((item) => item.linkId === null && item.resourceId === column.resourceId && item.tag === column.tag),
    );
    return free ? { url: free.url } : null;
  }

  private async make(access: ServiceAccess, column: SoughtColumn): Promise<Found> {
    const { reply, url } = await this.services.makeLineItem(access, column.container, {
      label: column.title,
      resourceId: column.resourceId,
      tag: column.tag,
      linkId: column.linkId,
    });
    return url === null ? { outcome: refused(reply) } : { url };
  }

  private async free(grade: TakenGrade, items: readonly ListedLineItem[]): Promise<ListedLineItem | undefined> {
    const urls = items.map((item) => item.url);
    const used = new Set(await this.db.job(grade.tenant, (tx) => urlsInUse(tx, grade.tenant, urls)));
    return items.find((item) => !used.has(item.url));
  }

  /** `ours`: nobody else is seeking. Otherwise what somebody else has found meanwhile, or: a little later. */
  private async lease(grade: TakenGrade): Promise<'ours' | Found> {
    const now = this.clock.now();
    const { tenant, lineItem } = grade;
    return this.db.job(tenant, async (tx) => {
      if (await reserveSearch(tx, { tenant, lineItem, until: new Date(now.getTime() + LEASE_MS), now })) return 'ours';
      const row = await tx.findOneBy(LineItem, { tenant, id: lineItem });
      return row?.url ? { url: row.url } : { outcome: { state: 'waiting', reason: 'lineitem.sought', waitMs: SOON_MS } };
    });
  }

  private async keep(grade: TakenGrade, url: string): Promise<void> {
    const { tenant, lineItem } = grade;
    await this.db.job(tenant, (tx) => keepFoundUrl(tx, { tenant, lineItem, url, now: this.clock.now() }));
  }

  private async release(grade: TakenGrade): Promise<void> {
    await this.db.job(grade.tenant, (tx) => tx.update(LineItem, { tenant: grade.tenant, id: grade.lineItem }, { soughtUntil: null }));
  }
}

/** What passes is tried again; what does not pauses the column until staff launches. */
function refused(reply: ServiceReply): Outcome {
  const outcome = afterRefusal(reply);
  const reason = `lineitems.${reply.status}`;
  return outcome.state === 'waiting' ? { ...outcome, reason } : { state: 'paused', reason, column: 'paused' };
}
