import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit, Clock, Db, Problem } from '#lotse/base';
import { germanDay, type ExitWish, type InterruptionWish } from '#lotse/contract';
import { ParticipationChecks } from './participation-checks.js';
import { exitFault } from './participation-rules.js';
import type { Actor } from '../staff.service.js';
import { Interruption, Participation } from '../entities.js';

/** Interruptions of a participation, and its end. Each change is one entry of the audit. */
@Injectable()
export class ExitsService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly checks: ParticipationChecks,
  ) {}

  end(me: Actor, id: string, wish: ExitWish): Promise<void> {
    return this.db.as(me, async (tx) => {
      const kept = await this.checks.locked(tx, me.tenant, id);
      if (kept.exitedOn !== null) throw new Problem('conflict', 'exit.already');
      const fault = exitFault(wish, kept, germanDay(this.clock.now()));
      if (fault) throw new Problem('invalid', fault);
      await tx.update(Participation, { tenant: me.tenant, id }, { exitedOn: wish.exitedOn, exitReason: wish.reason, whereabouts: wish.whereabouts });
      await this.record(tx, me, 'participation.ended', id, { reason: wish.reason });
    });
  }

  reopen(me: Actor, id: string): Promise<void> {
    return this.db.as(me, async (tx) => {
      const kept = await this.checks.locked(tx, me.tenant, id);
      if (kept.exitedOn === null) throw new Problem('conflict', 'exit.none');
      if (kept.person !== null) await this.checks.checkOther(tx, me.tenant, { ...kept, exitedOn: null }, kept.person, kept.measure);
      await tx.update(Participation, { tenant: me.tenant, id }, { exitedOn: null, exitReason: null, whereabouts: null });
      await this.record(tx, me, 'participation.reopened', id);
    });
  }

  interrupt(me: Actor, id: string, wish: InterruptionWish): Promise<{ interruptionId: string }> {
    return this.db.as(me, async (tx) => {
      await this.checks.checkInterruption(tx, me.tenant, id, null, wish);
      const interruptionId = randomUUID();
      await tx.insert(Interruption, {
        tenant: me.tenant,
        id: interruptionId,
        participation: id,
        reason: wish.reason,
        startsOn: wish.startsOn,
        endsOn: wish.endsOn,
        createdAt: this.clock.now(),
      });
      await this.record(tx, me, 'participation.interrupted', id, { reason: wish.reason });
      return { interruptionId };
    });
  }

  changeInterruption(me: Actor, id: string, interruption: string, wish: InterruptionWish): Promise<void> {
    return this.db.as(me, async (tx) => {
      await this.checks.checkInterruption(tx, me.tenant, id, interruption, wish);
      const { affected: changed } = await tx.update(
        Interruption,
        { tenant: me.tenant, participation: id, id: interruption },
        { reason: wish.reason, startsOn: wish.startsOn, endsOn: wish.endsOn },
      );
      if (changed === 0) throw new Problem('not-found', 'interruption.unknown');
      await this.record(tx, me, 'participation.interruption-changed', id, { reason: wish.reason });
    });
  }

  removeInterruption(me: Actor, id: string, interruption: string): Promise<void> {
    return this.db.as(me, async (tx) => {
      const { affected: removed } = await tx.delete(Interruption, { tenant: me.tenant, participation: id, id: interruption });
      if (removed === 0) throw new Problem('not-found', 'interruption.unknown');
      await this.record(tx, me, 'participation.interruption-removed', id);
    });
  }

  private record(tx: EntityManager, me: Actor, event: string, id: string, details: Record<string, string> = {}): Promise<void> {
    return this.audit.write(tx, { tenant: me.tenant, actor: me.person, event, subjectKind: 'participation', subject: id, details });
  }
}
