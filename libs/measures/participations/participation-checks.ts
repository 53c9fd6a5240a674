import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, Problem, Seal } from '#lotse/base';
import type { InterruptionWish, ParticipationWish } from '#lotse/contract';
import { MeasuresService } from '../measures.service.js';
import { isCaseworker, isTrainee } from '../people-choices.queries.js';
import { countStaff } from '../staff.queries.js';
import { collides, interruptionFault, participationFault } from './participation-rules.js';
import { interruptionPeriods, lockParticipation, lockParticipationsOf, namesakesOf, othersOf, type Kept, type StoredTimes } from './participations.queries.js';

/** What has to hold before a participation is written: the pure rules, and what only the database knows. */
@Injectable()
export class ParticipationChecks {
  constructor(
    private readonly clock: Clock,
    private readonly seal: Seal,
    private readonly measures: MeasuresService,
  ) {}

  /** Every rule on what was typed, and on the people and things it names: those of another tenant are not there. */
  async check(tx: EntityManager, tenant: string, kept: Kept | null, wish: ParticipationWish): Promise<void> {
    const measure = await this.measures.one(tx, tenant, wish.measureId);
    const fault = participationFault(wish, measure);
    if (fault) throw new Problem('invalid', fault);
    const contacts = [wish.companionId, wish.deputyId].filter((id) => id !== null);
    if ((await countStaff(tx, tenant, contacts)) < contacts.length) throw new Problem('not-found', 'staff.unknown');
    await this.checkPeople(tx, tenant, kept, wish);
    const period = { id: kept?.id ?? '', startsOn: wish.startsOn, endsOn: wish.endsOn, exitedOn: kept?.exitedOn ?? null };
    if (wish.traineeId !== null) await this.checkOther(tx, tenant, period, wish.traineeId, wish.measureId);
    if (!wish.namesake) await this.checkNamesakes(tx, tenant, kept, period, wish);
  }

  /** Only people it did not name before: a login or grant that ended since does not block other changes. */
  private async checkPeople(tx: EntityManager, tenant: string, kept: Kept | null, wish: ParticipationWish): Promise<void> {
    const { traineeId, caseworkerId } = wish;
    if (traineeId !== null && traineeId !== kept?.person && !(await isTrainee(tx, tenant, traineeId))) throw new Problem('not-found', 'person.unknown');
    if (caseworkerId === null || caseworkerId === kept?.caseworker) return;
    if (!(await isCaseworker(tx, { tenant, person: caseworkerId, now: this.clock.now() }))) throw new Problem('invalid', 'caseworker.unfit');
  }

  async checkOther(tx: EntityManager, tenant: string, period: StoredTimes, person: string, measure: string): Promise<void> {
    await lockParticipationsOf(tx, person);
    const others = await othersOf(tx, { tenant, person, measure, but: period.id });
    if (others.some((other) => collides(period, other))) throw new Problem('conflict', 'participation.open-exists');
  }

  /** The same name in the same measure at the same time is most often the same person typed twice. */
  private async checkNamesakes(tx: EntityManager, tenant: string, kept: Kept | null, period: StoredTimes, wish: ParticipationWish): Promise<void> {
    const searches = await this.seal.searches(tx, { kind: 'tenant', id: tenant }, wish.legalName);
    if (kept && searches.some((one) => one.equals(kept.legalNameSearch)) && kept.measure === wish.measureId) return;
    const others = await namesakesOf(tx, { tenant, searches, measure: wish.measureId, but: period.id });
    if (others.some((other) => collides(period, other))) throw new Problem('conflict', 'participation.same-name');
  }

  async checkInterruption(tx: EntityManager, tenant: string, id: string, but: string | null, wish: InterruptionWish): Promise<void> {
    const kept = await this.locked(tx, tenant, id);
    const others = await interruptionPeriods(tx, tenant, id);
    if (but !== null && !others.some((one) => one.id === but)) throw new Problem('not-found', 'interruption.unknown');
    const fault = interruptionFault(
      wish,
      kept,
      others.filter((one) => one.id !== but),
    );
    if (fault) throw new Problem('invalid', fault);
  }

  async locked(tx: EntityManager, tenant: string, id: string): Promise<Kept> {
    const row = await lockParticipation(tx, tenant, id);
    if (!row) throw new Problem('not-found', 'participation.unknown');
    return row;
  }
}
