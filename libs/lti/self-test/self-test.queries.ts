import type { EntityManager } from 'typeorm';
import type { LineItem } from '../grades/entities.js';

interface OfPlatform {
  tenant: string;
  registration: string;
}

/** Keeps a result as the platform's last one. */
export async function keepSelfTest(
  tx: EntityManager,
  { tenant, registration, ranAt, by, steps }: OfPlatform & { ranAt: Date; by: string | null; steps: readonly object[] },
): Promise<void> {
  await tx.query(
    `insert into self_test (tenant, registration, ran_at, ran_by, steps) values ($1, $2, $3, $4, $5)
         on conflict (tenant, registration) do update set ran_at = excluded.ran_at, ran_by = excluded.ran_by, steps = excluded.steps`,
    [tenant, registration, ranAt, by, JSON.stringify(steps)],
  );
}

/** The platform's name of its first deployment, active ones first. */
export async function firstDeploymentId(tx: EntityManager, { tenant, registration }: OfPlatform): Promise<string | undefined> {
  const [row] = await tx.query<{ name: string }[]>(
    `select deployment_id as name from deployment where tenant = $1 and registration = $2 order by state, created_at limit 1`,
    [tenant, registration],
  );
  return row?.name;
}

export type SeenLineItem = Pick<LineItem, 'url' | 'reason'> & {
  sub: string | null;
  /** A grade it took is not in its results: the column holds no numbers. */
  isText: boolean;
};

/** The column of the activity opened last that has one, with somebody whose result may be asked for. */
export async function lastLineItem(tx: EntityManager, { tenant, registration, issuer }: OfPlatform & { issuer: string }): Promise<SeenLineItem | undefined> {
  const [row] = await tx.query<SeenLineItem[]>(
    `select i.url, i.reason, exists (select from grade_due g where g.tenant = i.tenant and g.line_item = i.id and g.state = 'sent-unverified' and g.reason = 'result.none') as "isText", (select n.sub from enrolment e join identity n on n.tenant = e.tenant and n.person = e.person and n.issuer = $3
        where e.tenant = c.tenant and e.course = c.id and e.role = 'trainee' and e.status = 'active' order by e.last_seen_at desc limit 1) as sub
     from line_item i join resource_link l on l.tenant = i.tenant and l.id = i.resource_link join course c on c.tenant = l.tenant and c.id = l.course
       join deployment d on d.tenant = c.tenant and d.id = c.deployment
     where i.tenant = $1 and d.registration = $2 order by (i.reason = 'lineitem.missing') is true, i.updated_at desc, i.id limit 1`,
    [tenant, registration, issuer],
  );
  return row;
}

/** The course opened last. */
export async function lastCourse(tx: EntityManager, { tenant, registration }: OfPlatform): Promise<{ membershipsUrl: string | null } | undefined> {
  const [row] = await tx.query<{ membershipsUrl: string | null }[]>(
    `select c.memberships_url as "membershipsUrl" from course c join deployment d on d.tenant = c.tenant and d.id = c.deployment
     where c.tenant = $1 and d.registration = $2 and c.kind = 'context' order by c.updated_at desc, c.id limit 1`,
    [tenant, registration],
  );
  return row;
}
