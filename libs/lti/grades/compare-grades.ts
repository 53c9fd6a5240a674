import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, Db, Due, Log, Problem } from '#lotse/base';
import { SCOPE } from '../messages/claims.js';
import type { Platform } from '../platforms/platforms.service.js';
import type { ReadResults, Result } from '../services/read-lists.js';
import { LtiServices, type ServiceAccess } from '../services/services.js';
import { isEqual } from './outcome.js';
import { GradeDifference, GradeDue, type DueState } from './entities.js';

const DAY_MS = 24 * 3_600_000;
/** A course nobody has launched from for so long is left alone until somebody does. */
const QUIET_MS = 60 * DAY_MS;
const KIND = 'grades.compare';

interface Column {
  id: string;
  url: string;
  access: ServiceAccess;
}
interface SentGrade {
  person: string;
  sub: string;
  wanted: number;
  sent: number;
  state: string;
  revision: number;
}
interface Difference {
  person: string;
  wanted: number;
  found: number | null;
  kind: 'missing' | 'other';
}
export interface ListedDifference extends Difference {
  linkTitle: string;
  seenAt: Date;
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
    return tx.query<ListedDifference[]>(
      `select f.person, f.wanted, f.found, f.kind, l.title as "linkTitle", f.seen_at as "seenAt" from grade_difference f
       join line_item i on i.tenant = f.tenant and i.id = f.line_item join resource_link l on l.tenant = i.tenant and l.id = i.resource_link
       where f.tenant = $1 and l.course = $2 order by f.seen_at desc, l.title, f.person limit 1000`,
      [tenant, courseId],
    );
  }

  private async daily(tenant: string, courseId: string): Promise<Date | null> {
    const now = this.clock.now();
    const columns = await this.db.job(tenant, (tx) => columnsOf(tx, tenant, courseId));
    for (const column of columns) await this.compare(tenant, column);
    const [course] = await this.db.job(tenant, (tx) =>
      tx.query<{ at: Date }[]>(`select updated_at as at from course where tenant = $1 and id = $2`, [tenant, courseId]),
    );
    return course && now.getTime() - course.at.getTime() < QUIET_MS ? new Date(now.getTime() + DAY_MS) : null;
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
    const all = await tx.query<SentGrade[]>(
      `select d.person, n.sub, d.wanted, d.sent, d.state, d.revision from grade_due d
       join line_item i on i.tenant = d.tenant and i.id = d.line_item join resource_link l on l.tenant = i.tenant and l.id = i.resource_link join course c on c.tenant = l.tenant and c.id = l.course
       join deployment p on p.tenant = c.tenant and p.id = c.deployment join registration r on r.tenant = p.tenant and r.id = p.registration
       join identity n on n.tenant = d.tenant and n.person = d.person and n.issuer = r.issuer
       where d.tenant = $1 and d.line_item = $2 and d.sent is not null and d.state in ('sent', 'sent-unverified', 'overridden', 'locked')`,
      [tenant, lineItem],
    );
    const sent = all.filter((grade) => !unknown.has(grade.sub));
    const differences = sent.flatMap((grade) => differenceOf(grade, results.get(grade.sub)) ?? []);
    const kept = all.filter((grade) => unknown.has(grade.sub)).map((grade) => grade.person);
    await tx.query(`delete from grade_difference where tenant = $1 and line_item = $2 and person <> all($3::uuid[])`, [tenant, lineItem, kept]);
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
  const rows = await tx.query<{ id: string; url: string; deploymentId: string; platform: Omit<Platform, 'tenant'> }[]>(
    `select i.id, i.url, p.deployment_id as "deploymentId",
       json_build_object('id', r.id, 'issuer', r.issuer, 'clientId', r.client_id, 'name', r.name, 'authUrl', r.auth_url, 'tokenUrl', r.token_url, 'jwksUrl', r.jwks_url, 'audience', r.audience, 'state', r.state) as platform
     from line_item i join resource_link l on l.tenant = i.tenant and l.id = i.resource_link join course c on c.tenant = l.tenant and c.id = l.course
     join deployment p on p.tenant = c.tenant and p.id = c.deployment and p.state = 'active' join registration r on r.tenant = p.tenant and r.id = p.registration and r.state = 'active'
     where i.tenant = $1 and l.course = $2 and i.state = 'active' and i.can_read and i.url is not null order by i.created_at`,
    [tenant, courseId],
  );
  return rows.map(({ id, url, deploymentId, platform }) => ({
    id,
    url,
    access: { platform: { ...platform, tenant }, deploymentId, scopes: [SCOPE.resultRead] },
  }));
}
