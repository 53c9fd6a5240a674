import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit, Clock, Db } from '#lotse/base';
import type { ServiceAccess } from '../services/services.js';
import { SCOPE } from '../messages/claims.js';
import type { Platform } from '../platforms/platforms.service.js';
import type { Outcome } from './outcome.js';

const LEASE_MS = 60_000;
/** A grade somebody locked is tried again once a day: nobody tells us when it is unlocked. */
const LOCKED_MS = 24 * 3_600_000;

/** What is known of a column that the platform does not name. */
export interface SoughtColumn {
  container: string;
  linkId: string;
  title: string;
  resourceId: string;
  tag: string;
}

/** A row taken for sending. `lease` is the proof that it is still ours; `stamp` is stored before anything is sent. */
export interface TakenGrade {
  tenant: string;
  lineItem: string;
  person: string;
  /** Null where the column is still to be found or made. */
  url: string | null;
  column: SoughtColumn | null;
  canRead: boolean;
  sub: string;
  wanted: number;
  completed: boolean;
  comment: string;
  revision: number;
  sent: number | null;
  sentRevision: number | null;
  reason: string | null;
  attempts: number;
  stamp: Date;
  lease: Date;
  access: ServiceAccess;
}

type Row = Omit<TakenGrade, 'tenant' | 'access' | 'lease'> & { deploymentId: string; platform: Omit<Platform, 'tenant'> };

/** The rows of grade_due as the sender needs them: each step a short transaction, none while a request is under way. */
@Injectable()
export class DueGrades {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /** Tenants with something due now. */
  async tenants(): Promise<string[]> {
    const rows = await this.db.gate('due', (tx) =>
      tx.query<{ tenant: string }[]>(
        `select distinct tenant from grade_due where state in ('waiting', 'locked') and due_at <= $1 and (lease_until is null or lease_until <= $1)`,
        [this.clock.now()],
      ),
    );
    return rows.map((row) => row.tenant);
  }

  /** Takes up to `most` rows for a minute. Two senders never get the same row: locked ones are skipped, leased ones not seen. */
  async take(tenant: string, most: number, withoutPlatforms: readonly string[]): Promise<TakenGrade[]> {
    const now = this.clock.now();
    const lease = new Date(now.getTime() + LEASE_MS);
    const [rows] = await this.db.job(tenant, (tx) => tx.query<[Row[], number]>(TAKE, [tenant, now, lease, most, withoutPlatforms]));
    return rows.map(({ deploymentId, platform, ...row }) => ({
      ...row,
      tenant,
      lease,
      access: { platform: { ...platform, tenant }, deploymentId, scopes: row.canRead ? [SCOPE.score, SCOPE.resultRead] : [SCOPE.score] },
    }));
  }

  /** Stores a later timestamp for a second attempt before it is used. Null when the lease is lost or another grade is wanted by now. */
  async restamp(grade: TakenGrade, after: Date): Promise<Date | null> {
    const [rows] = await this.db.job(grade.tenant, (tx) =>
      tx.query<[{ stamp: Date }[], number]>(
        `update grade_due set last_stamp = greatest($5, last_stamp + interval '1 second', $6::timestamptz + interval '1 second')
       where tenant = $1 and line_item = $2 and person = $3 and lease_until = $4 and revision = $7 returning last_stamp as stamp`,
        [grade.tenant, grade.lineItem, grade.person, grade.lease, this.clock.now(), after, grade.revision],
      ),
    );
    return rows[0]?.stamp ?? null;
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
    await tx.query(
      `update grade_due set lease_until = null, sent = coalesce($5, sent), sent_revision = coalesce($6, sent_revision), sent_at = case when $5::int is null then sent_at else $7::timestamptz end,
         state = case when revision = $8 then $9 else 'waiting' end,
         reason = case when revision = $8 then $10 when $9 = 'overridden' then $10 else reason end,
         attempts = case when $9 = 'waiting' then attempts else 0 end,
         due_at = case when revision = $8 or $9 = 'waiting' then $11::timestamptz else greatest($7::timestamptz, last_stamp + interval '1 second') end
       where tenant = $1 and line_item = $2 and person = $3 and lease_until = $4`,
      [
        grade.tenant,
        grade.lineItem,
        grade.person,
        grade.lease,
        taken?.wanted ?? null,
        taken?.revision ?? null,
        now,
        grade.revision,
        outcome.state,
        outcome.reason,
        new Date(now.getTime() + wait),
      ],
    );
  }

  /** The platform refused the column (paused) or does not know it any more (gone): all its rows stop, once, with an audit row. */
  private async close(tx: EntityManager, grade: TakenGrade, column: 'paused' | 'gone', why: string | null): Promise<void> {
    const reason = why ?? (column === 'paused' ? 'score.403' : 'score.404');
    const [, closed] = await tx.query<[unknown, number]>(
      `update line_item set state = $3, reason = $4, updated_at = $5 where tenant = $1 and id = $2 and state in ('active', 'sought')`,
      [grade.tenant, grade.lineItem, column, reason, this.clock.now()],
    );
    await tx.query(`update grade_due set state = $3, reason = $4 where tenant = $1 and line_item = $2 and state in ('waiting', 'locked')`, [
      grade.tenant,
      grade.lineItem,
      column === 'paused' ? 'paused' : 'failed',
      reason,
    ]);
    if (closed > 0)
      await this.audit.write(tx, {
        tenant: grade.tenant,
        actor: null,
        event: `line-item.${column}`,
        subjectKind: 'line_item',
        subject: grade.lineItem,
        details: { reason },
      });
  }
}

const TAKE = `
with due as (
  select d.line_item, d.person, i.url, i.can_read,
    case when i.container_url is not null and l.target_kind is not null then json_build_object('container', i.container_url, 'linkId', l.link_id, 'title', l.title, 'resourceId', l.target_id, 'tag', l.target_kind) end as sought, dep.deployment_id, who.sub,
    json_build_object('id', r.id, 'issuer', r.issuer, 'clientId', r.client_id, 'name', r.name, 'authUrl', r.auth_url, 'tokenUrl', r.token_url, 'jwksUrl', r.jwks_url, 'audience', r.audience, 'state', r.state) as platform
  from grade_due d
  join line_item i on i.tenant = d.tenant and i.id = d.line_item and i.state in ('active', 'sought')
  join resource_link l on l.tenant = i.tenant and l.id = i.resource_link
  join course c on c.tenant = l.tenant and c.id = l.course
  join deployment dep on dep.tenant = c.tenant and dep.id = c.deployment and dep.state = 'active'
  join registration r on r.tenant = dep.tenant and r.id = dep.registration and r.state = 'active'
  join lateral (select n.sub from identity n where n.tenant = d.tenant and n.person = d.person and n.issuer = r.issuer order by n.created_at limit 1) who on true
  where d.tenant = $1 and d.state in ('waiting', 'locked') and d.due_at <= $2 and (d.lease_until is null or d.lease_until <= $2) and r.id <> all($5::uuid[])
  order by d.due_at limit $4 for update of d skip locked)
update grade_due d set lease_until = $3, attempts = d.attempts + 1, last_stamp = greatest($2, d.last_stamp + interval '1 second')
from due where d.tenant = $1 and d.line_item = due.line_item and d.person = due.person
returning d.line_item as "lineItem", d.person, due.url, due.sought as column, due.can_read as "canRead", due.sub, d.wanted, d.completed, d.comment, d.revision, d.sent, d.sent_revision as "sentRevision",
  d.reason, d.attempts, d.last_stamp as stamp, due.deployment_id as "deploymentId", due.platform`;
