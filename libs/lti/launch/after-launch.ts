import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit } from '#lotse/base';
import type { LtiLaunch } from '../messages/claims.js';
import { CompareGrades } from '../grades/compare-grades.js';
import { proposeTutor } from '../roster/propose-tutor.js';
import { RosterSyncService } from '../roster/roster-sync.service.js';

/** What a launch sets going for its course: the daily look at roster and grades, and the proposal of a tutor. */
@Injectable()
export class AfterLaunch {
  constructor(
    private readonly rosters: RosterSyncService,
    private readonly compared: CompareGrades,
    private readonly audit: Audit,
  ) {}

  async note(tx: EntityManager, who: { tenant: string; person: string; courseId: string }, launch: LtiLaunch): Promise<void> {
    const { tenant, courseId } = who;
    if (launch.course.membershipsUrl !== null) await this.rosters.plan(tx, tenant, courseId);
    if (launch.lineItem.canRead && launch.lineItem.reason === null) await this.compared.plan(tx, tenant, courseId);
    if (launch.proposed) await proposeTutor(tx, this.audit, who);
  }
}
