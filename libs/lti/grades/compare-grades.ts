import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, Db, Due, Log, Problem } from '#lotse/base';
import { SCOPE } from '../messages/claims.js';
import type { ReadResults, Result } from '../services/read-lists.js';
import { LtiServices, type ServiceAccess } from '../services/services.js';
import { isEqual } from './outcome.js';
import { GradeDifference, GradeDue, type DueState } from './entities.js';
import { courseHeardOfAt, deleteDifferencesOfColumn, differencesOf, type Difference, type ListedDifference } from './grade-differences.queries.js';
import { sentGrades, type SentGrade } from './grade-due.queries.js';
import { readableLineItems } from './line-items.queries.js';

const DAY_MS = 24 * 3_600_000;
/** A course nobody has launched from for so long is left alone until somebody does. */
const QUIET_MS = 60 * DAY_MS;
const KIND = 'grades.compare';

interface Column {
  id: string;
  url: string;
  access: ServiceAccess;
}
/**
 * Once a day the grades of a course are compared with what its LMS holds: a teacher may have changed, or a reset erased,
 * what was sent. Nothing is sent by this; what differs is listed for staff, who send it again where they want to.
 */
@Injectable()
export class CompareGrades {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly due: Due,
    private readonly services: LtiServices,
    private readonly log: Log,
  ) {
    due.on(KIND, (tenant, courseId) => this.daily(tenant, courseId));
  }

  /** After a launch whose column can be read. */
  plan(tx: EntityManager, tenant: string, courseId: string): Promise<void> {
    return this.due.plan(tx, tenant, KIND, courseId, new Date(this.clock.now().getTime() + DAY_MS));
  }

  /** Differences of a course as last seen, newest first. */
  listed(tx: EntityManager, tenant: string, courseId: string): Promise<ListedDifference[]> {
    return differencesOf(tx, { tenant, courseId });
  }

  private async daily(tenant: string, courseId: string): Promise<Date | null> {
    const now = this.clock.now();
    const columns = await this.db.job(tenant, (tx) => columnsOf(tx, tenant, courseId));
    for (const column of columns) await this.compare(tenant, column);
    const heardOf = await this.db.job(tenant, (tx) => courseHeardOfAt(tx, { tenant, courseId }));
    return heardOf && now.getTime() - heardOf.getTime() < QUIET_MS ? new Date(now.getTime() + DAY_MS) : null;
  }

  /** A column that cannot be read today keeps what was seen before. */
  private async compare(tenant: string, column: Column): Promise<void> {
    try {
      const { reply, ...read } = await this.services.getResults(column.access, column.url);
      if (reply.status !== 200) throw new Problem('upstream', `result.${reply.status}`);
      const count = await this.db.job(tenant, (tx) => this.keep(tx, tenant, column.id, read));
      this.log.info('grades.compared', { tenantId: tenant, lineItemId: column.id, count });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      this.log.warn('grades.not-compared', { tenantId: tenant, lineItemId: column.id, reason: error.code });
    }
  }

  /** People whose row could not be read keep what was seen before. */
  private async keep(tx: EntityManager, tenant: string, lineItem: string, { results, unknown }: ReadResults): Promise<number> {
    const all = await sentGrades(tx, { tenant, lineItem });
    const sent = all.filter((grade) => !unknown.has(grade.sub));
    const differences = sent.flatMap((grade) => differenceOf(grade, results.get(grade.sub)) ?? []);
    const kept = all.filter((grade) => unknown.has(grade.sub)).map((grade) => grade.person);
    await deleteDifferencesOfColumn(tx, { tenant, lineItem, butOf: kept });
    for (const { person, wanted, found, kind } of differences) {
      await tx.insert(GradeDifference, { tenant, lineItem, person, wanted, found, kind, seenAt: this.clock.now() });
    }
    await this.mark(tx, { tenant, lineItem }, sent, results);
    return differences.length;
  }

  /** What the page says of each grade follows what was seen; a grade that changed meanwhile is left alone. */
  private async mark(
    tx: EntityManager,
    at: { tenant: string; lineItem: string },
    sent: readonly SentGrade[],
    results: ReadonlyMap<string, Result>,
  ): Promise<void> {
    for (const grade of sent) {
      const [state, reason] = standingOf(grade, results.get(grade.sub));
      if (state === grade.state) continue;
      await tx.update(
        GradeDue,
        { tenant: at.tenant, lineItem: at.lineItem, person: grade.person, state: grade.state, revision: grade.revision },
        { state, reason },
      );
    }
  }
}

function differenceOf({ person, wanted }: SentGrade, result: Result | undefined): Difference | null {
  if (!result) return { person, wanted, found: null, kind: 'missing' };
  if (isEqual(result, wanted)) return null;
  return { person, wanted, found: Math.round((result.score / result.maximum) * 10_000) / 100, kind: 'other' };
}

function standingOf(grade: SentGrade, result: Result | undefined): [DueState, string | null] {
  if (grade.state === 'locked') return ['locked', 'score.locked'];
  if (!result) return ['sent-unverified', 'result.none'];
  return isEqual(result, grade.wanted) ? ['sent', null] : ['overridden', 'score.overridden'];
}

async function columnsOf(tx: EntityManager, tenant: string, courseId: string): Promise<Column[]> {
  const rows = await readableLineItems(tx, { tenant, courseId });
  return rows.map(({ id, url, deploymentId, platform }) => ({
    id,
    url,
    access: { platform: { ...platform, tenant }, deploymentId, scopes: [SCOPE.resultRead] },
  }));
}
