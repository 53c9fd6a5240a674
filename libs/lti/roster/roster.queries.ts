import type { EntityManager } from 'typeorm';
import { columns, type RowOf } from '#lotse/base';
import { PLATFORM_JSON, type Platform } from '../platforms/platforms.queries.js';
import type { RosterSync } from './entities.js';

interface OfCourse {
  tenant: string;
  courseId: string;
}
const STANDING = columns<RosterSync>()('state', 'reason', 'more');
export type RosterStanding = RowOf<typeof STANDING> & { at: Date };

export async function rosterStanding(tx: EntityManager, { tenant, courseId }: OfCourse): Promise<RosterStanding | undefined> {
  const [row] = await tx.query<RosterStanding[]>(`select ${STANDING}, coalesce(ended_at, began_at) as at from roster_sync where tenant = $1 and course = $2`, [
    tenant,
    courseId,
  ]);
  return row;
}

/** Begins a reading; false where another one began after `notAfter`. */
export async function beginSync(tx: EntityManager, { tenant, courseId, began, notAfter }: OfCourse & { began: Date; notAfter: Date }): Promise<boolean> {
  const rows = await tx.query<unknown[]>(
    `insert into roster_sync (tenant, course, began_at, state, members, more) values ($1, $2, $3, 'running', 0, false)
     on conflict (tenant, course) do update set began_at = excluded.began_at, ended_at = null, state = 'running', reason = null where roster_sync.began_at <= $4 returning course`,
    [tenant, courseId, began, notAfter],
  );
  return rows.length > 0;
}

export interface RosterSource {
  url: string;
  contextId: string;
  quietSince: Date;
  deploymentId: string;
  platform: Omit<Platform, 'tenant'>;
}

/** Where the roster of a course is read; nothing where its platform offers none, or is not active. */
export async function rosterSource(tx: EntityManager, { tenant, courseId }: OfCourse): Promise<RosterSource | undefined> {
  const [row] = await tx.query<RosterSource[]>(
    `select c.memberships_url as url, c.context_id as "contextId", c.updated_at as "quietSince", dep.deployment_id as "deploymentId",
       ${PLATFORM_JSON} as platform
     from course c join deployment dep on dep.tenant = c.tenant and dep.id = c.deployment and dep.state = 'active'
     join registration r on r.tenant = dep.tenant and r.id = dep.registration and r.state = 'active'
     where c.tenant = $1 and c.id = $2 and c.kind = 'context' and c.memberships_url is not null`,
    [tenant, courseId],
  );
  return row;
}

export async function isProposedTutor(tx: EntityManager, { tenant, person, courseId }: OfCourse & { person: string }): Promise<boolean> {
  const known = await tx.query<unknown[]>(`select 1 from audit where tenant = $1 and event = 'tutor.proposed' and actor = $2 and subject = $3 limit 1`, [
    tenant,
    person,
    courseId,
  ]);
  return known.length > 0;
}
