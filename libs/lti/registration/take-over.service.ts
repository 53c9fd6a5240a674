import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit, Clock, Db, Problem } from '#lotse/base';
import type { Admin } from './platform-states.service.js';

interface Wish {
  tenant: string;
  from: string;
  to: string;
}

/**
 * A tool that was deleted in the LMS and invited anew is a second registration of the same platform. Its people are the same (issuer
 * and sub); its courses are taken over from the old one here, so that they are found where the next launch comes from. Columns of the
 * old tool are dead: what is owed goes to the columns of the activities that are made again, as soon as they are launched.
 */
@Injectable()
export class TakeOver {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /** Returns how many courses came over. Throws platform.unknown where one is unknown, platform.state where they do not fit. */
  take(admin: Admin, to: string, from: string): Promise<{ courses: number }> {
    const wish = { tenant: admin.tenant, from, to };
    return this.db.job(admin.tenant, async (tx) => {
      const deployment = await deploymentOf(tx, wish);
      await this.closeColumns(tx, wish);
      const merged = await merge(tx, { ...wish, deployment });
      const [, moved] = await tx.query<[unknown, number]>(
        `update course c set deployment = $3 from deployment d where c.tenant = $1 and d.tenant = c.tenant and d.id = c.deployment and d.registration = $2
           and not exists (select from course n where n.tenant = $1 and n.deployment = $3 and n.kind = c.kind and n.context_id = c.context_id)`,
        [wish.tenant, from, deployment],
      );
      const event = { actor: admin.person, event: 'platform.taken-over', subjectKind: 'registration', subject: to, details: { from, courses: moved + merged } };
      await this.audit.write(tx, { tenant: admin.tenant, ...event });
      return { courses: moved + merged };
    });
  }

  private async closeColumns(tx: EntityManager, { tenant, from }: Wish): Promise<void> {
    const columns = `select i.id from line_item i join resource_link l on l.tenant = i.tenant and l.id = i.resource_link join course c on c.tenant = l.tenant and c.id = l.course
      join deployment d on d.tenant = c.tenant and d.id = c.deployment where i.tenant = $1 and d.registration = $2`;
    const now = this.clock.now();
    await tx.query(
      `update grade_due set state = 'failed', reason = 'score.404', lease_until = null where tenant = $1 and line_item in (${columns}) and state in ('waiting', 'locked', 'paused')`,
      [tenant, from],
    );
    await tx.query(
      `update line_item set state = 'gone', reason = 'score.404', gone_read_at = $3, updated_at = $3 where tenant = $1 and id in (${columns}) and state <> 'none'`,
      [tenant, from, now],
    );
  }
}

/** The deployment that courses go to: the newest active one. Both registrations are of one platform. */
async function deploymentOf(tx: EntityManager, { tenant, from, to }: Wish): Promise<string> {
  const rows = await tx.query<{ id: string; issuer: string; state: string }[]>(
    `select id, issuer, state from registration where tenant = $1 and id = any($2) and state <> 'deleted' for update`,
    [tenant, [from, to]],
  );
  const [old, fresh] = [rows.find((row) => row.id === from), rows.find((row) => row.id === to)];
  if (!old || !fresh) throw new Problem('not-found', 'platform.unknown');
  const [deployment] = await tx.query<{ id: string }[]>(
    `select id from deployment where tenant = $1 and registration = $2 and state = 'active' order by created_at desc, id limit 1`,
    [tenant, to],
  );
  if (from === to || old.issuer !== fresh.issuer || fresh.state !== 'active' || !deployment) throw new Problem('conflict', 'platform.state');
  return deployment.id;
}

/** Courses that were already launched from the new registration get the enrolments they lack. */
async function merge(tx: EntityManager, { tenant, from, deployment }: Wish & { deployment: string }): Promise<number> {
  const pairs = await tx.query<{ old: string; fresh: string }[]>(
    `select c.id as old, n.id as fresh from course c join deployment d on d.tenant = c.tenant and d.id = c.deployment
       join course n on n.tenant = c.tenant and n.deployment = $3 and n.kind = c.kind and n.context_id = c.context_id
     where c.tenant = $1 and d.registration = $2`,
    [tenant, from, deployment],
  );
  const values = [tenant, pairs.map((pair) => pair.old), pairs.map((pair) => pair.fresh)];
  await tx.query(
    `update enrolment e set course = v.fresh from unnest($2::uuid[], $3::uuid[]) as v(old, fresh)
     where e.tenant = $1 and e.course = v.old and not exists (select from enrolment n where n.tenant = $1 and n.course = v.fresh and n.person = e.person)`,
    values,
  );
  return pairs.length;
}
