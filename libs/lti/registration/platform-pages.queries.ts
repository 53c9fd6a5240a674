import type { EntityManager } from 'typeorm';
import { columns, type RowOf } from '#lotse/base';
import type { PlatformPage, PlatformRow } from '#lotse/contract';
import type { Deployment, Registration } from '../platforms/platform.entities.js';

const OWN = columns<Registration>('r.')('id', 'name', 'issuer', 'clientId', 'authUrl', 'tokenUrl', 'jwksUrl', 'audience', 'state', 'createdAt');
export type PagedPlatform = RowOf<typeof OWN> & {
  /** Deleted ones are not shown. */
  state: PlatformRow['state'];
  waiting: number;
  failed: number | null;
  tested: Date | null;
  asked: boolean | null;
  heard: Date | null;
  unknown: boolean;
};

const ROWS = `select ${OWN},
  (select count(*)::int from deployment d where d.tenant = r.tenant and d.registration = r.id and d.state = 'waiting') as waiting,
  (select (select count(*)::int from jsonb_array_elements(s.steps) step where step->>'state' = 'bad') from self_test s where s.tenant = r.tenant and s.registration = r.id) as failed,
  (select s.ran_at from self_test s where s.tenant = r.tenant and s.registration = r.id) as tested,
  (select i.ask_names from registration_invite i where i.tenant = r.tenant and i.registration = r.id order by i.used_at desc limit 1) as asked,
  (select greatest(n.login_at, n.launched_at) from registration_seen n where n.tenant = r.tenant and n.registration = r.id) as heard,
  (exists (select from registration_seen n where n.tenant = r.tenant and n.registration = r.id and n.refused_code = 'token.client')
    or exists (select from self_test s where s.tenant = r.tenant and s.registration = r.id and s.steps @> '[{"code": "token.client"}]')) as unknown
  from registration r where r.tenant = $1 and r.state <> 'deleted'`;

interface OfPlatform {
  tenant: string;
  id: string;
}

export function pagedPlatforms(tx: EntityManager, tenant: string): Promise<PagedPlatform[]> {
  return tx.query<PagedPlatform[]>(`${ROWS} order by r.created_at, r.id`, [tenant]);
}

export async function pagedPlatform(tx: EntityManager, { tenant, id }: OfPlatform): Promise<PagedPlatform | undefined> {
  const [row] = await tx.query<PagedPlatform[]>(`${ROWS} and r.id = $2`, [tenant, id]);
  return row;
}

const DEPLOYMENT = columns<Deployment>()('id', 'deploymentId', 'state', 'createdAt');
export type DeploymentRow = RowOf<typeof DEPLOYMENT> & { state: Exclude<PlatformRow['state'], 'deleted'> };

export function deploymentsOf(tx: EntityManager, { tenant, id }: OfPlatform): Promise<DeploymentRow[]> {
  return tx.query<DeploymentRow[]>(
    `select ${DEPLOYMENT} from deployment where tenant = $1 and registration = $2 order by created_at, id limit 500`,

    [tenant, id],
  );
}

/** Other registrations of the same LMS that still hold courses. */
export function twinsOf(tx: EntityManager, { tenant, issuer, id }: OfPlatform & { issuer: string }): Promise<(PagedPlatform & { courses: number })[]> {
  return tx.query<(PagedPlatform & { courses: number })[]>(
    `select * from (${ROWS}) r cross join lateral (select count(*)::int as courses from course c join deployment d on d.tenant = c.tenant and d.id = c.deployment
       where c.tenant = $1 and d.registration = r.id) held where r.issuer = $2 and r.id <> $3 and held.courses > 0 order by r."createdAt"`,

    [tenant, issuer, id],
  );
}

/** What hangs on a platform: said before it is deleted. */
export async function holdsOf(tx: EntityManager, { tenant, id }: OfPlatform): Promise<PlatformPage['holds']> {
  const [row] = await tx.query<PlatformPage['holds'][]>(
    `with mine as (select c.id from course c join deployment d on d.tenant = c.tenant and d.id = c.deployment where c.tenant = $1 and d.registration = $2)
     select (select count(*)::int from mine) as courses,
       (select count(distinct e.person)::int from enrolment e where e.tenant = $1 and e.course in (select id from mine)) as people,
       (select count(*)::int from resource_link l where l.tenant = $1 and l.course in (select id from mine)) as links,
       (select count(*)::int from grade_due g join line_item i on i.tenant = g.tenant and i.id = g.line_item join resource_link l on l.tenant = i.tenant and l.id = i.resource_link
          where g.tenant = $1 and g.state in ('waiting', 'locked') and l.course in (select id from mine)) as "gradesOwed"`,

    [tenant, id],
  );
  return row ?? { courses: 0, people: 0, links: 0, gradesOwed: 0 };
}
