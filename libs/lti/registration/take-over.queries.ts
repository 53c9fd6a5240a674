import type { EntityManager } from 'typeorm';
import type { Registration } from '../platforms/platform.entities.js';

interface OfPlatform {
  tenant: string;
  registration: string;
}

export function lockPlatforms(
  tx: EntityManager,
  { tenant, ids }: { tenant: string; ids: readonly string[] },
): Promise<Pick<Registration, 'id' | 'issuer' | 'state'>[]> {
  return tx.query<Pick<Registration, 'id' | 'issuer' | 'state'>[]>(
    `select id, issuer, state from registration where tenant = $1 and id = any($2) and state <> 'deleted' for update`,
    [tenant, ids],
  );
}

export async function newestActiveDeployment(tx: EntityManager, { tenant, registration }: OfPlatform): Promise<string | undefined> {
  const [deployment] = await tx.query<{ id: string }[]>(
    `select id from deployment where tenant = $1 and registration = $2 and state = 'active' order by created_at desc, id limit 1`,
    [tenant, registration],
  );
  return deployment?.id;
}

/** All columns of a platform are gone, and what is owed to them has failed. */
export async function closeColumnsOf(tx: EntityManager, { tenant, registration, now }: OfPlatform & { now: Date }): Promise<void> {
  const columns = `select i.id from line_item i join resource_link l on l.tenant = i.tenant and l.id = i.resource_link join course c on c.tenant = l.tenant and c.id = l.course
      join deployment d on d.tenant = c.tenant and d.id = c.deployment where i.tenant = $1 and d.registration = $2`;
  await tx.query(
    `update grade_due set state = 'failed', reason = 'score.404', lease_until = null where tenant = $1 and line_item in (${columns}) and state in ('waiting', 'locked', 'paused')`,
    [tenant, registration],
  );
  await tx.query(
    `update line_item set state = 'gone', reason = 'score.404', gone_read_at = $3, updated_at = $3 where tenant = $1 and id in (${columns}) and state <> 'none'`,
    [tenant, registration, now],
  );
}

export interface CoursePair {
  old: string;
  fresh: string;
}

/** Courses of a platform that were launched from this deployment of another one, too. */
export function coursesInBoth(tx: EntityManager, { tenant, registration, deployment }: OfPlatform & { deployment: string }): Promise<CoursePair[]> {
  return tx.query<CoursePair[]>(
    `select c.id as old, n.id as fresh from course c join deployment d on d.tenant = c.tenant and d.id = c.deployment
       join course n on n.tenant = c.tenant and n.deployment = $3 and n.kind = c.kind and n.context_id = c.context_id
     where c.tenant = $1 and d.registration = $2`,
    [tenant, registration, deployment],
  );
}

/** Moves enrolments of the old course to the fresh one, but of those who are in both. */
export async function moveEnrolments(tx: EntityManager, { tenant, pairs }: { tenant: string; pairs: readonly CoursePair[] }): Promise<void> {
  await tx.query(
    `update enrolment e set course = v.fresh from unnest($2::uuid[], $3::uuid[]) as v(old, fresh)
     where e.tenant = $1 and e.course = v.old and not exists (select from enrolment n where n.tenant = $1 and n.course = v.fresh and n.person = e.person)`,
    [tenant, pairs.map((pair) => pair.old), pairs.map((pair) => pair.fresh)],
  );
}

/** Moves the courses of a platform that the deployment does not have yet; returns how many. */
export async function moveCourses(tx: EntityManager, { tenant, registration, deployment }: OfPlatform & { deployment: string }): Promise<number> {
  const [, moved] = await tx.query<[unknown, number]>(
    `update course c set deployment = $3 from deployment d where c.tenant = $1 and d.tenant = c.tenant and d.id = c.deployment and d.registration = $2
           and not exists (select from course n where n.tenant = $1 and n.deployment = $3 and n.kind = c.kind and n.context_id = c.context_id)`,
    [tenant, registration, deployment],
  );
  return moved;
}
