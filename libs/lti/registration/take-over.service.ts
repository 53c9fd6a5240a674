import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit, Clock, Db, Problem } from '#lotse/base';
import { closeColumnsOf, coursesInBoth, lockPlatforms, moveCourses, moveEnrolments, newestActiveDeployment } from './take-over.queries.js';
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
      await closeColumnsOf(tx, { tenant: wish.tenant, registration: from, now: this.clock.now() });
      const old = { tenant: wish.tenant, registration: from, deployment };
      // courses that were already launched from the new registration get the enrolments they lack
      const pairs = await coursesInBoth(tx, old);
      await moveEnrolments(tx, { tenant: wish.tenant, pairs });
      const courses = (await moveCourses(tx, old)) + pairs.length;
      const event = { actor: admin.person, event: 'platform.taken-over', subjectKind: 'registration', subject: to, details: { from, courses } };
      await this.audit.write(tx, { tenant: admin.tenant, ...event });
      return { courses };
    });
  }
}

/** The deployment that courses go to: the newest active one. Both registrations are of one platform. */
async function deploymentOf(tx: EntityManager, { tenant, from, to }: Wish): Promise<string> {
  const rows = await lockPlatforms(tx, { tenant, ids: [from, to] });
  const [old, fresh] = [rows.find((row) => row.id === from), rows.find((row) => row.id === to)];
  if (!old || !fresh) throw new Problem('not-found', 'platform.unknown');
  const deployment = await newestActiveDeployment(tx, { tenant, registration: to });
  if (from === to || old.issuer !== fresh.issuer || fresh.state !== 'active' || deployment === undefined) throw new Problem('conflict', 'platform.state');
  return deployment;
}
