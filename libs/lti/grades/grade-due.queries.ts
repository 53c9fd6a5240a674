import type { EntityManager } from 'typeorm';
import { columns, type RowOf } from '#lotse/base';
import { PLATFORM_JSON, type Platform } from '../platforms/platforms.queries.js';
import type { GradeDue } from './entities.js';

interface OfColumn {
  tenant: string;
  lineItem: string;
}
/** A row that was taken for sending and is still ours. */
interface Leased extends OfColumn {
  person: string;
  lease: Date;
}

export async function tenantsWithDueGrades(tx: EntityManager, now: Date): Promise<string[]> {
  const rows = await tx.query<{ tenant: string }[]>(
    `select distinct tenant from grade_due where state in ('waiting', 'locked') and due_at <= $1 and (lease_until is null or lease_until <= $1)`,
    [now],
  );
  return rows.map((row) => row.tenant);
}

/** What is known of a column that the platform does not name. */
export interface SoughtColumn {
  container: string;
  linkId: string;
  title: string;
  resourceId: string;
  tag: string;
}
const TAKEN = columns<GradeDue>('d.')('lineItem', 'person', 'wanted', 'completed', 'comment', 'revision', 'sent', 'sentRevision', 'reason', 'attempts');
export type TakenRow = RowOf<typeof TAKEN> & {
  /** Null where the column is still to be found or made. */
  url: string | null;
  column: SoughtColumn | null;
  canRead: boolean;
  sub: string;
  /** Stored before anything is sent. */
  stamp: Date;
  deploymentId: string;
  platform: Omit<Platform, 'tenant'>;
};

const TAKE = `
with due as (
  select d.line_item, d.person, i.url, i.can_read,
    case when i.container_url is not null and l.target_kind is not null then json_build_object('container', i.container_url, 'linkId', l.link_id, 'title', l.title, 'resourceId', l.target_id, 'tag', l.target_kind) end as sought, dep.deployment_id, who.sub,
    ${PLATFORM_JSON} as platform
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
returning ${TAKEN}, due.url, due.sought as column, due.can_read as "canRead", due.sub, d.last_stamp as stamp, due.deployment_id as "deploymentId", due.platform`;

export async function takeDueGrades(
  tx: EntityManager,
  { tenant, now, lease, most, withoutPlatforms }: { tenant: string; now: Date; lease: Date; most: number; withoutPlatforms: readonly string[] },
): Promise<TakenRow[]> {
  const [rows] = await tx.query<[TakenRow[], number]>(TAKE, [tenant, now, lease, most, withoutPlatforms]);
  return rows;
}

/** Returns the new timestamp; null when the lease is lost or another revision is wanted. */
export async function restampGrade(tx: EntityManager, grade: Leased & { revision: number; after: Date; now: Date }): Promise<Date | null> {
  const [rows] = await tx.query<[{ stamp: Date }[], number]>(
    `update grade_due set last_stamp = greatest($5, last_stamp + interval '1 second', $6::timestamptz + interval '1 second')
       where tenant = $1 and line_item = $2 and person = $3 and lease_until = $4 and revision = $7 returning last_stamp as stamp`,
    [grade.tenant, grade.lineItem, grade.person, grade.lease, grade.now, grade.after, grade.revision],
  );
  return rows[0]?.stamp ?? null;
}

/** What came of an attempt. `sent` and `sentRevision` are null where the platform took nothing. */
export type Attempt = Leased & Pick<GradeDue, 'revision' | 'sent' | 'sentRevision' | 'state' | 'reason' | 'dueAt'> & { now: Date };

/** A row whose lease is over is left alone; one of which another revision is wanted by now goes on waiting. */
export async function settleGrade(tx: EntityManager, done: Attempt): Promise<void> {
  await tx.query(
    `update grade_due set lease_until = null, sent = coalesce($5, sent), sent_revision = coalesce($6, sent_revision), sent_at = case when $5::int is null then sent_at else $7::timestamptz end,
         state = case when revision = $8 then $9 else 'waiting' end,
         reason = case when revision = $8 then $10 when $9 = 'overridden' then $10 else reason end,
         attempts = case when $9 = 'waiting' then attempts else 0 end,
         due_at = case when revision = $8 or $9 = 'waiting' then $11::timestamptz else greatest($7::timestamptz, last_stamp + interval '1 second') end
       where tenant = $1 and line_item = $2 and person = $3 and lease_until = $4`,
    [done.tenant, done.lineItem, done.person, done.lease, done.sent, done.sentRevision, done.now, done.revision, done.state, done.reason, done.dueAt],
  );
}

/** All grades of a column that still wait stop. */
export async function stopGrades(
  tx: EntityManager,
  { tenant, lineItem, state, reason }: OfColumn & { state: 'paused' | 'failed'; reason: string },
): Promise<void> {
  await tx.query(`update grade_due set state = $3, reason = $4 where tenant = $1 and line_item = $2 and state in ('waiting', 'locked')`, [
    tenant,
    lineItem,
    state,
    reason,
  ]);
}

/** Grades that stopped with their column are due again. */
export async function resumeGrades(tx: EntityManager, { tenant, lineItem, now }: OfColumn & { now: Date }): Promise<void> {
  await tx.query(
    `update grade_due set state = 'waiting', reason = null, attempts = 0, due_at = $3 where tenant = $1 and line_item = $2 and (state = 'paused' or (state = 'failed' and reason = 'score.404'))`,
    [tenant, lineItem, now],
  );
}

/** Grades of a column that takes none any more wait for it. */
export async function pauseGrades(tx: EntityManager, { tenant, lineItem, reason }: OfColumn & { reason: string | null }): Promise<void> {
  await tx.query(
    `update grade_due set state = 'paused', reason = $3, lease_until = null where tenant = $1 and line_item = $2 and state in ('waiting', 'locked')`,
    [tenant, lineItem, reason],
  );
}

const QUEUED = columns<GradeDue>('d.')('lineItem', 'person');

/** Queues what has not arrived or stands otherwise in the LMS, of one person or of all; returns the rows that wait now. */
export async function queueAgain(
  tx: EntityManager,
  { tenant, courseId, now, person }: { tenant: string; courseId: string; now: Date; person: string | null },
): Promise<RowOf<typeof QUEUED>[]> {
  const [rows] = await tx.query<[RowOf<typeof QUEUED>[], number]>(
    `update grade_due d set state = 'waiting', attempts = 0, due_at = greatest($3::timestamptz, d.last_stamp + interval '1 second'),
       revision = case when d.state = 'waiting' then d.revision else d.revision + 1 end,
       reason = case when d.state = 'overridden' or d.reason = 'score.overridden' then 'score.overridden' end
     from line_item i join resource_link l on l.tenant = i.tenant and l.id = i.resource_link
     where d.tenant = $1 and i.tenant = d.tenant and i.id = d.line_item and l.course = $2 and i.state in ('active', 'sought') and ($4::uuid is null or d.person = $4)
       and (d.lease_until is null or d.lease_until <= $3)
       and (d.state in ('waiting', 'overridden', 'locked', 'paused', 'failed') or (d.state = 'sent-unverified' and d.reason is not null)
         or exists (select from grade_difference f where f.tenant = d.tenant and f.line_item = d.line_item and f.person = d.person))
     returning ${QUEUED}`,
    [tenant, courseId, now, person],
  );
  return rows;
}

/** The registration through which a course is launched. */
export async function registrationOfCourse(tx: EntityManager, { tenant, courseId }: { tenant: string; courseId: string }): Promise<string | undefined> {
  const [row] = await tx.query<{ registration: string }[]>(
    `select p.registration from course c join deployment p on p.tenant = c.tenant and p.id = c.deployment where c.tenant = $1 and c.id = $2`,
    [tenant, courseId],
  );
  return row?.registration;
}

const STANDING = columns<GradeDue>('d.')('person', 'state', 'reason');
export type StandingRow = RowOf<typeof STANDING> & { gone: boolean; kind: 'unit' | 'module'; target: string };

/** Where the grades of these persons stand, per column; of one course, or of all where it is null. */
export function gradeStandings(
  tx: EntityManager,
  { tenant, persons, courseId }: { tenant: string; persons: readonly string[]; courseId: string | null },
): Promise<StandingRow[]> {
  return tx.query<StandingRow[]>(
    `select ${STANDING}, i.state = 'gone' as gone, l.target_kind as kind, l.target_id as target from grade_due d
     join line_item i on i.tenant = d.tenant and i.id = d.line_item join resource_link l on l.tenant = i.tenant and l.id = i.resource_link
     where d.tenant = $1 and d.person = any($2) and ($3::uuid is null or l.course = $3) and l.target_kind is not null`,
    [tenant, persons, courseId],
  );
}

const SENT = columns<GradeDue>('d.')('person', 'wanted', 'sent', 'state', 'revision');
export type SentGrade = RowOf<typeof SENT> & { sub: string; sent: number };

/** Grades that a column has taken, with the name the platform has for each person. */
export function sentGrades(tx: EntityManager, { tenant, lineItem }: OfColumn): Promise<SentGrade[]> {
  return tx.query<SentGrade[]>(
    `select ${SENT}, n.sub from grade_due d
       join line_item i on i.tenant = d.tenant and i.id = d.line_item join resource_link l on l.tenant = i.tenant and l.id = i.resource_link join course c on c.tenant = l.tenant and c.id = l.course
       join deployment p on p.tenant = c.tenant and p.id = c.deployment join registration r on r.tenant = p.tenant and r.id = p.registration
       join identity n on n.tenant = d.tenant and n.person = d.person and n.issuer = r.issuer
       where d.tenant = $1 and d.line_item = $2 and d.sent is not null and d.state in ('sent', 'sent-unverified', 'overridden', 'locked')`,
    [tenant, lineItem],
  );
}
