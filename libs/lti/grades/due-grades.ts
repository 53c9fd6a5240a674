import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit, Clock, Db } from '#lotse/base';
import type { ServiceAccess } from '../services/services.js';
import { SCOPE } from '../messages/claims.js';
import { restampGrade, settleGrade, stopGrades, takeDueGrades, tenantsWithDueGrades, type TakenRow } from './grade-due.queries.js';
import { closeLineItem } from './line-items.queries.js';
import type { Outcome } from './outcome.js';

const LEASE_MS = 60_000;
/** A grade somebody locked is tried again once a day: nobody tells us when it is unlocked. */
const LOCKED_MS = 24 * 3_600_000;

/** A row taken for sending. `lease` is the proof that it is still ours. */
export interface TakenGrade extends Omit<TakenRow, 'deploymentId' | 'platform'> {
  tenant: string;
  lease: Date;
  access: ServiceAccess;
}

/** The rows of grade_due as the sender needs them: each step a short transaction, none while a request is under way. */
@Injectable()
export class DueGrades {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /** Tenants with something due now. */
  tenants(): Promise<string[]> {
    return this.db.gate('due', (tx) => tenantsWithDueGrades(tx, this.clock.now()));
  }

  /** Takes up to `most` rows for a minute. Two senders never get the same row: locked ones are skipped, leased ones not seen. */
  async take(tenant: string, most: number, withoutPlatforms: readonly string[]): Promise<TakenGrade[]> {
    const now = this.clock.now();
    const lease = new Date(now.getTime() + LEASE_MS);
    const rows = await this.db.job(tenant, (tx) => takeDueGrades(tx, { tenant, now, lease, most, withoutPlatforms }));
    return rows.map(({ deploymentId, platform, ...row }) => ({
      ...row,
      tenant,
      lease,
      access: { platform: { ...platform, tenant }, deploymentId, scopes: row.canRead ? [SCOPE.score, SCOPE.resultRead] : [SCOPE.score] },
    }));
  }

  /** Stores a later timestamp for a second attempt before it is used. Null when the lease is lost or another grade is wanted by now. */
  restamp(grade: TakenGrade, after: Date): Promise<Date | null> {
    const { tenant, lineItem, person, lease, revision } = grade;
    return this.db.job(tenant, (tx) => restampGrade(tx, { tenant, lineItem, person, lease, revision, after, now: this.clock.now() }));
  }

  /**
   * Writes what came of a row. The state counts only for the revision that was sent: if more is wanted by now, the row
   * goes on waiting. A row whose lease is over belongs to somebody else, and nothing is written.
   */
  async settle(grade: TakenGrade, outcome: Outcome): Promise<void> {
    await this.db.job(grade.tenant, async (tx) => {
      await this.write(tx, grade, outcome);
      if (outcome.column) await this.close(tx, grade, outcome.column, outcome.reason);
    });
  }

  private async write(tx: EntityManager, grade: TakenGrade, outcome: Outcome): Promise<void> {
    const now = this.clock.now();
    const taken = outcome.accepted ? grade : null;
    const wait = outcome.state === 'locked' ? LOCKED_MS : (outcome.waitMs ?? 0);
    const { tenant, lineItem, person, lease, revision } = grade;
    await settleGrade(tx, {
      ...{ tenant, lineItem, person, lease, revision, now, state: outcome.state, reason: outcome.reason },
      sent: taken?.wanted ?? null,
      sentRevision: taken?.revision ?? null,
      dueAt: new Date(now.getTime() + wait),
    });
  }

  /** The platform refused the column (paused) or does not know it any more (gone): all its rows stop, once, with an audit row. */
  private async close(tx: EntityManager, grade: TakenGrade, column: 'paused' | 'gone', why: string | null): Promise<void> {
    const reason = why ?? (column === 'paused' ? 'score.403' : 'score.404');
    const { tenant, lineItem } = grade;
    const wasOpen = await closeLineItem(tx, { tenant, lineItem, state: column, reason, now: this.clock.now() });
    await stopGrades(tx, { tenant, lineItem, state: column === 'paused' ? 'paused' : 'failed', reason });
    if (wasOpen)
      await this.audit.write(tx, {
        tenant,
        actor: null,
        event: `line-item.${column}`,
        subjectKind: 'line_item',
        subject: lineItem,
        details: { reason },
      });
  }
}
