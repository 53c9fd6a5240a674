import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit, Clock } from '#lotse/base';
import { teachersToTutors, tutorsToTeachers } from './enrolments.queries.js';
import { RoleGrant } from './grant.entity.js';
import { revokeGrant } from './grants.queries.js';
import { SessionsService } from './sessions.service.js';

export interface GrantWish {
  tenant: string;
  person: string;
  role: 'tutor' | 'companion' | 'pedagogue' | 'office' | 'admin' | 'author' | 'caseworker' | 'firm';
  course: string | null;
  reason: string;
  by: string | null;
  endsAt: Date | null;
  /** Now, if none is named. */
  startsAt?: Date;
}

/** Roles that Lotse gives itself. Trainee and teacher are never granted: they come from launches. */
@Injectable()
export class GrantsService {
  constructor(
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly sessions: SessionsService,
  ) {}

  /** Gives a role from now on, with its reason in the audit. A tutor grant turns the person's teacher enrolment of that course into a tutor's at once. */
  async give(tx: EntityManager, wish: GrantWish): Promise<string> {
    const [id, now] = [randomUUID(), this.clock.now()];
    await tx.insert(RoleGrant, {
      tenant: wish.tenant,
      id,
      person: wish.person,
      role: wish.role,
      course: wish.course,
      reason: wish.reason,
      grantedBy: wish.by,
      startsAt: wish.startsAt ?? now,
      endsAt: wish.endsAt,
      createdAt: now,
    });
    if (wish.role === 'tutor' && (wish.startsAt ?? now) <= now) await teachersToTutors(tx, wish);
    await this.audit.write(tx, {
      tenant: wish.tenant,
      actor: wish.by,
      event: 'grant.given',
      subjectKind: 'person',
      subject: wish.person,
      details: { role: wish.role },
    });
    this.sessions.forgetRoles();
    return id;
  }

  /** Ends a grant now; a tutor is a teacher again. */
  async revoke(tx: EntityManager, who: { tenant: string; id: string; by: string | null }): Promise<void> {
    const grant = await revokeGrant(tx, { tenant: who.tenant, id: who.id, now: this.clock.now() });
    if (!grant) return;
    if (grant.role === 'tutor') await tutorsToTeachers(tx, { tenant: who.tenant, ...grant });
    await this.audit.write(tx, {
      tenant: who.tenant,
      actor: who.by,
      event: 'grant.revoked',
      subjectKind: 'person',
      subject: grant.person,
      details: { role: grant.role },
    });
    this.sessions.forgetRoles();
  }
}
