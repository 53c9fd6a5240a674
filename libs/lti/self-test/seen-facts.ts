import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Db } from '#lotse/base';
import type { Platform } from '../platforms/platforms.service.js';
import { RegistrationSeen } from './entities.js';

/** What the platform has shown so far: nulls where it has not. */
export interface SeenFacts {
  loginOrigin: string | null;
  framed: boolean | null;
  cookieKept: boolean | null;
  launchedAt: Date | null;
  refusedAt: Date | null;
  refusedCode: string | null;
  deploymentId: string;
  lineItem: {
    url: string | null;
    reason: string | null;
    sub: string | null;
    /** A grade it took is not in its results: the column holds no numbers. */
    isText: boolean;
  } | null;
  course: { membershipsUrl: string | null } | null;
}
type Seen = Omit<SeenFacts, 'deploymentId' | 'lineItem' | 'course'>;

/** Reads what logins and launches of a platform left behind, newest first. */
@Injectable()
export class SeenReader {
  constructor(private readonly db: Db) {}

  read(platform: Platform): Promise<SeenFacts> {
    return this.db.job(platform.tenant, async (tx) => ({
      ...(await seen(tx, platform)),
      deploymentId: await deployment(tx, platform),
      lineItem: await lineItem(tx, platform),
      course: await course(tx, platform),
    }));
  }
}

async function seen(tx: EntityManager, { tenant, id }: Platform): Promise<Seen> {
  const row = await tx.findOneBy(RegistrationSeen, { tenant, registration: id });
  return row ?? { loginOrigin: null, framed: null, cookieKept: null, launchedAt: null, refusedAt: null, refusedCode: null };
}

async function deployment(tx: EntityManager, { tenant, id }: Platform): Promise<string> {
  const [row] = await tx.query<{ name: string }[]>(
    `select deployment_id as name from deployment where tenant = $1 and registration = $2 order by state, created_at limit 1`,
    [tenant, id],
  );
  return row?.name ?? '';
}

/** The column of the activity opened last that has one, with somebody whose result may be asked for. */
async function lineItem(tx: EntityManager, { tenant, id, issuer }: Platform): Promise<SeenFacts['lineItem']> {
  const [row] = await tx.query<NonNullable<SeenFacts['lineItem']>[]>(
    `select i.url, i.reason, exists (select from grade_due g where g.tenant = i.tenant and g.line_item = i.id and g.state = 'sent-unverified' and g.reason = 'result.none') as "isText", (select n.sub from enrolment e join identity n on n.tenant = e.tenant and n.person = e.person and n.issuer = $3
        where e.tenant = c.tenant and e.course = c.id and e.role = 'trainee' and e.status = 'active' order by e.last_seen_at desc limit 1) as sub
     from line_item i join resource_link l on l.tenant = i.tenant and l.id = i.resource_link join course c on c.tenant = l.tenant and c.id = l.course
       join deployment d on d.tenant = c.tenant and d.id = c.deployment
     where i.tenant = $1 and d.registration = $2 order by (i.reason = 'lineitem.missing') is true, i.updated_at desc, i.id limit 1`,
    [tenant, id, issuer],
  );
  return row ?? null;
}

async function course(tx: EntityManager, { tenant, id }: Platform): Promise<SeenFacts['course']> {
  const [row] = await tx.query<{ membershipsUrl: string | null }[]>(
    `select c.memberships_url as "membershipsUrl" from course c join deployment d on d.tenant = c.tenant and d.id = c.deployment
     where c.tenant = $1 and d.registration = $2 and c.kind = 'context' order by c.updated_at desc, c.id limit 1`,
    [tenant, id],
  );
  return row ?? null;
}
