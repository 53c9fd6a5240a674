import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit, Clock, Db, Problem, Seal, type KeyOwner } from '#lotse/base';
import type { ParticipationWish } from '#lotse/contract';
import { NoticesService } from '#lotse/people';
import { nameOf } from '../legal-names.js';
import { ParticipationChecks } from './participation-checks.js';
import { companionAndDeputy, hasInterruptionOutside } from './participations.queries.js';
import type { Actor } from '../staff.service.js';
import { Participation, ParticipationPhase } from '../entities.js';

/** What the office types. */
type Typed = Omit<Participation, 'tenant' | 'id' | 'exitedOn' | 'exitReason' | 'whereabouts' | 'createdAt'>;

/** Participations as the office writes them. Each change is one entry of the audit. */
@Injectable()
export class OfficeService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly seal: Seal,
    private readonly checks: ParticipationChecks,
    private readonly notices: NoticesService,
  ) {}

  add(me: Actor, wish: ParticipationWish): Promise<{ participationId: string }> {
    return this.db.as(me, async (tx) => ({ participationId: await this.enter(tx, me, wish, 'typed') }));
  }

  /** Inside a transaction that is open already: one of many lines of an import. */
  async enter(tx: EntityManager, me: Actor, wish: ParticipationWish, source: 'typed' | 'import'): Promise<string> {
    const id = randomUUID();
    await this.checks.check(tx, me.tenant, null, wish);
    await tx.insert(Participation, { tenant: me.tenant, id, ...(await this.columns(tx, me.tenant, id, wish)), createdAt: this.clock.now() });
    await this.writePhases(tx, me.tenant, id, wish);
    await this.record(tx, me, 'participation.made', id, { source });
    return id;
  }

  change(me: Actor, id: string, wish: ParticipationWish): Promise<void> {
    return this.db.as(me, async (tx) => {
      const kept = await this.checks.locked(tx, me.tenant, id);
      await this.checks.check(tx, me.tenant, kept, wish);
      const isCut = await hasInterruptionOutside(tx, { tenant: me.tenant, id, startsOn: wish.startsOn, endsOn: wish.endsOn });
      if (isCut) throw new Problem('conflict', 'interruption.outside');
      if (kept.exitedOn !== null && kept.exitedOn < wish.startsOn) throw new Problem('conflict', 'exit.before-start');
      await this.informCompanions(tx, me, id, wish);
      await tx.update(Participation, { tenant: me.tenant, id }, await this.columns(tx, me.tenant, id, wish));
      await tx.delete(ParticipationPhase, { tenant: me.tenant, participation: id });
      await this.writePhases(tx, me.tenant, id, wish);
      await this.record(tx, me, 'participation.changed', id);
    });
  }

  /** The previous companion and deputy are informed when somebody else gets to see the reports. */
  private async informCompanions(tx: EntityManager, me: Actor, id: string, wish: Pick<ParticipationWish, 'companionId' | 'deputyId'>): Promise<void> {
    const before = await companionAndDeputy(tx, me.tenant, id);
    const had = new Set(before.map((one) => one.contact));
    if ([wish.companionId, wish.deputyId].every((contact) => contact === null || had.has(contact))) return;
    for (const person of new Set(before.map((one) => one.person)))
      if (person !== null && person !== me.person) await this.notices.waiting(tx, { tenant: me.tenant, person, path: `/a/t/${me.tenant}/mine/${id}` });
  }

  private async columns(tx: EntityManager, tenant: string, id: string, wish: ParticipationWish): Promise<Typed> {
    const owner: KeyOwner = { kind: 'tenant', id: tenant };
    const shut = (column: string, text: string | null) =>
      text === null ? Promise.resolve(null) : this.seal.seal(tx, owner, { table: 'participation', row: id, column }, text);
    const name = await this.seal.sealFindable(tx, owner, nameOf(id), wish.legalName);
    return {
      ...{ person: wish.traineeId, measure: wish.measureId, legalName: name.sealed, legalNameSearch: name.search },
      ...{ startsOn: wish.startsOn, endsOn: wish.endsOn, probationEndsOn: wish.probationEndsOn },
      ...{ contact: wish.companionId, deputy: wish.deputyId, caseworker: wish.caseworkerId },
      ...{ firm: await shut('firm', wish.firm), school: await shut('school', wish.school) },
      ...{ examOn: wish.examOn, occupation: wish.occupation },
    };
  }

  private async writePhases(tx: EntityManager, tenant: string, id: string, wish: ParticipationWish): Promise<void> {
    for (const phase of wish.phases)
      await tx.insert(ParticipationPhase, { tenant, id: randomUUID(), participation: id, phase: phase.phase, startsOn: phase.startsOn, endsOn: phase.endsOn });
  }

  private record(tx: EntityManager, me: Actor, event: string, id: string, details: Record<string, string> = {}): Promise<void> {
    return this.audit.write(tx, { tenant: me.tenant, actor: me.person, event, subjectKind: 'participation', subject: id, details });
  }
}
