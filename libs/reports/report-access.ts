import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, Problem } from '#lotse/base';
import type { ParticipationView } from '#lotse/contract';
import { ParticipationsService } from '#lotse/measures';
import type { Staff } from '#lotse/people';
import { caseworkers } from './releases.queries.js';
import { lockReport, storedVersion, type StoredVersion, type Which } from './reports.queries.js';

/** Tests switch these off one by one, to see that their absence is noticed. */
export const ACCESS_RULES = {
  ownParticipationsOnly: true,
  officeReadsWhatWentOut: true,
  traineeReadsOwn: true,
  traineeReadsDisclosed: true,
};

/**
 * Who may do what with a report (product.md, "Who may see what"): companion and deputy of the participation write, the office
 * reads what has gone out, the trainee reads what was disclosed. Everybody else is told that it is not there.
 */
@Injectable()
export class ReportAccess {
  constructor(
    private readonly clock: Clock,
    private readonly participations: ParticipationsService,
  ) {}

  /** The participation, for its companion or deputy. */
  async mine(tx: EntityManager, me: Staff, participation: string): Promise<ParticipationView> {
    if (!me.roles.has('companion')) throw new Problem('not-found', 'participation.unknown');
    if (!ACCESS_RULES.ownParticipationsOnly) return this.participations.participation(tx, me.tenant, participation);
    return this.participations.participationFor(tx, me, participation);
  }

  /** The newest version, locked, for its companion or deputy. */
  async toWrite(tx: EntityManager, me: Staff, report: string): Promise<StoredVersion> {
    const row = await locked(tx, me.tenant, report);
    if (!row || !(await this.isMine(tx, me, row.participation))) throw new Problem('not-found', 'report.unknown');
    return row;
  }

  /** As `toWrite`, any version; or for the office what has gone out. `companion` tells which. */
  async toRead(tx: EntityManager, me: Staff, report: string, version?: number): Promise<{ row: StoredVersion; companion: boolean }> {
    const newest = await storedVersion(tx, { tenant: me.tenant, report }, version);
    if (newest && (await this.isMine(tx, me, newest.participation))) return { row: newest, companion: true };
    const which: Which = ACCESS_RULES.officeReadsWhatWentOut ? 'out' : 'newest';
    const out = me.roles.has('office') ? await storedVersion(tx, { tenant: me.tenant, report }, which) : undefined;
    if (!out || (version !== undefined && version !== out.version)) throw new Problem('not-found', 'report.unknown');
    return { row: out, companion: false };
  }

  /** For withdrawing and handing over, which the office does too. */
  async toSend(tx: EntityManager, me: Staff, report: string): Promise<StoredVersion> {
    const row = await locked(tx, me.tenant, report);
    if (!row || !(me.roles.has('office') || (await this.isMine(tx, me, row.participation)))) throw new Problem('not-found', 'report.unknown');
    return row;
  }

  /** The newest disclosed version of somebody's own report. */
  async ofTrainee(tx: EntityManager, me: { person: string; tenant: string }, report: string): Promise<StoredVersion> {
    const row = await storedVersion(tx, { tenant: me.tenant, report }, ACCESS_RULES.traineeReadsDisclosed ? 'disclosed' : 'newest');
    if (!row || (ACCESS_RULES.traineeReadsOwn && !(await this.isAbout(tx, me, row)))) throw new Problem('not-found', 'report.unknown');
    return row;
  }

  /** Both say so: the report, and today's link of the participation. Who was linked by mistake loses sight with the link. */
  private async isAbout(tx: EntityManager, me: { person: string; tenant: string }, row: StoredVersion): Promise<boolean> {
    if (row.person !== me.person) return false;
    return this.participations.isAbout(tx, me, row.participation);
  }

  /** Who can be a recipient today: a caseworker's grant runs. */
  recipients(tx: EntityManager, tenant: string): Promise<string[]> {
    return caseworkers(tx, tenant, this.clock.now());
  }

  private async isMine(tx: EntityManager, me: Staff, participation: string): Promise<boolean> {
    return me.roles.has('companion') && (!ACCESS_RULES.ownParticipationsOnly || (await this.participations.isOf(tx, me, participation)));
  }
}

async function locked(tx: EntityManager, tenant: string, report: string): Promise<StoredVersion | undefined> {
  await lockReport(tx, { tenant, report });
  return storedVersion(tx, { tenant, report });
}
