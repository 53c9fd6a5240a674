import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit, Clock, Db, Problem } from '#lotse/base';
import { Deployment, LtiKey, Registration, type PlatformState } from '../platforms/platform.entities.js';
import { PlatformsService } from '../platforms/platforms.service.js';
import { EndSessions } from './end-sessions.js';
import { enrolmentsOfDeployment } from './end-sessions.queries.js';
import {
  closeTenant,
  confirmWaitingDeployments,
  deleteKeysAndDeployments,
  disablePlatforms,
  freeClientId,
  lockPlatform,
  renamePlatform,
  setSuspended,
} from './registrations.queries.js';

/** Who does it, for the audit. */
export interface Admin {
  tenant: string;
  person: string | null;
}

/** What an admin decides about platforms: each with its audit row, and with the sessions that end by it. */
@Injectable()
export class PlatformStates {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly platforms: PlatformsService,
    private readonly sessions: EndSessions,
  ) {}

  /** Lets a platform that registered itself in, with the deployments it came with. Throws platform.unknown, platform.state. */
  async confirm(admin: Admin, id: string): Promise<void> {
    await this.change(admin, id, { from: ['waiting'], to: 'active', event: 'platform.confirmed' }, (tx) =>
      confirmWaitingDeployments(tx, { tenant: admin.tenant, id }),
    );
  }

  /** Sends a platform that waits away: nothing of it is kept, because nothing has begun. */
  async refuse(admin: Admin, id: string): Promise<void> {
    await this.change(admin, id, { from: ['waiting'], to: 'deleted', event: 'platform.refused' }, async (tx) => {
      await deleteKeysAndDeployments(tx, { tenant: admin.tenant, id });
      await tx.delete(Registration, { tenant: admin.tenant, id });
    });
  }

  /** From now on nobody comes in, open sessions end, grades wait. */
  async disable(admin: Admin, id: string): Promise<void> {
    await this.change(admin, id, { from: ['active'], to: 'disabled', event: 'platform.disabled' });
    await this.sessions.end({ registration: id });
  }

  async enable(admin: Admin, id: string): Promise<void> {
    await this.change(admin, id, { from: ['disabled'], to: 'active', event: 'platform.enabled' });
  }

  /** Only what admins read; logins and launches know a platform by its addresses. Throws platform.unknown. */
  async rename(admin: Admin, id: string, name: string): Promise<void> {
    await this.db.job(admin.tenant, async (tx) => {
      const isKnown = await renamePlatform(tx, { tenant: admin.tenant, id, name, now: this.clock.now() });
      if (!isKnown) throw new Problem('not-found', 'platform.unknown');
      await this.audit.write(tx, { tenant: admin.tenant, actor: admin.person, event: 'platform.renamed', subjectKind: 'registration', subject: id });
    });
  }

  /**
   * Takes a platform away for good: its keys are destroyed, its client id is free again, sessions end, grades stop. What
   * people learnt stays until its own time is over; `name` must be the platform's, as a sign that this was read.
   */
  async delete(admin: Admin, id: string, name: string): Promise<void> {
    await this.change(admin, id, { from: ['active', 'disabled'], to: 'deleted', event: 'platform.deleted' }, async (tx, row) => {
      if (row.name !== name) throw new Problem('invalid', 'platform.name');
      await tx.delete(LtiKey, { tenant: admin.tenant, registration: id });
      await tx.update(Deployment, { tenant: admin.tenant, registration: id }, { state: 'disabled' });
      await freeClientId(tx, { tenant: admin.tenant, id });
    });
    await this.sessions.end({ registration: id });
  }

  /** Approves one deployment of a platform, or switches it off. Throws deployment.unknown. */
  async setDeployment(admin: Admin, at: { registration: string; deployment: string }, state: 'active' | 'disabled'): Promise<void> {
    const enrolments = await this.db.job(admin.tenant, async (tx) => {
      const { affected: changed } = await tx.update(Deployment, { tenant: admin.tenant, registration: at.registration, id: at.deployment }, { state });
      if (changed === 0) throw new Problem('not-found', 'deployment.unknown');
      await this.audit.write(tx, {
        tenant: admin.tenant,
        actor: admin.person,
        event: `deployment.${state}`,
        subjectKind: 'deployment',
        subject: at.deployment,
      });
      return enrolmentsOfDeployment(tx, { tenant: admin.tenant, deployment: at.deployment });
    });
    if (state === 'disabled') await this.sessions.end({ tenant: admin.tenant, enrolments });
  }

  /** Shuts a person out of everything this tenant's platforms open, or lets them in again. Throws person.unknown. */
  async suspend(admin: Admin, person: string, suspended: boolean): Promise<void> {
    await this.db.job(admin.tenant, async (tx) => {
      const at = suspended ? this.clock.now() : null;
      const isKnown = await setSuspended(tx, { tenant: admin.tenant, person, at });
      if (!isKnown) throw new Problem('not-found', 'person.unknown');
      const event = suspended ? 'person.suspended' : 'person.let-in';
      await this.audit.write(tx, { tenant: admin.tenant, actor: admin.person, event, subjectKind: 'person', subject: person });
    });
    if (suspended) await this.sessions.end({ tenant: admin.tenant, person });
  }

  /** Closes a tenant: its platforms are switched off and nobody stays in. What is kept goes by its retention class. */
  async closeTenant(admin: Admin): Promise<void> {
    await this.db.job(admin.tenant, async (tx) => {
      const at = { tenant: admin.tenant, now: this.clock.now() };
      await this.db.atGate(tx, 'registration', () => closeTenant(tx, at));
      for (const id of await disablePlatforms(tx, at)) this.platforms.forget(id);
      await this.audit.write(tx, { tenant: admin.tenant, actor: admin.person, event: 'tenant.closed' });
    });
    await this.sessions.end({ tenant: admin.tenant });
  }

  private async change(
    admin: Admin,
    id: string,
    step: { from: PlatformState[]; to: PlatformState; event: string },
    and?: (tx: EntityManager, row: { name: string }) => Promise<unknown>,
  ): Promise<void> {
    await this.db.job(admin.tenant, async (tx) => {
      const row = await lockPlatform(tx, { tenant: admin.tenant, id });
      if (!row || row.state === 'deleted') throw new Problem('not-found', 'platform.unknown');
      if (!step.from.includes(row.state) || (row.closed && step.to === 'active')) throw new Problem('conflict', 'platform.state');
      await tx.update(Registration, { tenant: admin.tenant, id }, { state: step.to, updatedAt: this.clock.now() });
      await and?.(tx, row);
      await this.audit.write(tx, { tenant: admin.tenant, actor: admin.person, event: step.event, subjectKind: 'registration', subject: id });
    });
    this.platforms.forget(id);
  }
}
