import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, Problem, Seal } from '#lotse/base';
import type { InterruptionWish, ParticipationWish } from '#lotse/contract';
import { MeasuresService } from '../measures.service.js';
import { collides, interruptionFault, participationFault, type Period } from './participation-rules.js';
import { runningGrant } from '#lotse/people';

type Stretch = Period & { id: string; exitedOn: string | null };
export type Kept = Stretch & { person: string | null; measure: string; caseworker: string | null; legal_name_search: Buffer };
const PERIOD = `id, to_char(starts_on, 'YYYY-MM-DD') as "startsOn", to_char(ends_on, 'YYYY-MM-DD') as "endsOn"`;
const STRETCH = `${PERIOD}, to_char(exited_on, 'YYYY-MM-DD') as "exitedOn"`;

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
    const found = await tx.query<unknown[]>(`select 1 from staff_contact where tenant = $1 and id = any($2)`, [tenant, contacts]);
    if (found.length < contacts.length) throw new Problem('not-found', 'staff.unknown');
    await this.checkPeople(tx, tenant, kept, wish);
    const period = { id: kept?.id ?? '', startsOn: wish.startsOn, endsOn: wish.endsOn, exitedOn: kept?.exitedOn ?? null };
    if (wish.traineeId !== null) await this.checkOther(tx, tenant, period, wish.traineeId, wish.measureId);
    if (!wish.namesake) await this.checkNamesakes(tx, tenant, kept, period, wish);
  }

  /** Only people it did not name before: a login or grant that ended since does not block other changes. */
  private async checkPeople(tx: EntityManager, tenant: string, kept: Kept | null, wish: ParticipationWish): Promise<void> {
    if (wish.traineeId !== null && wish.traineeId !== kept?.person) {
      const rows = await tx.query<unknown[]>(`select 1 from enrolment where tenant = $1 and person = $2 and role = 'trainee' limit 1`, [
        tenant,
        wish.traineeId,
      ]);
      if (rows.length === 0) throw new Problem('not-found', 'person.unknown');
    }
    if (wish.caseworkerId !== null && wish.caseworkerId !== kept?.caseworker) {
      const rows = await tx.query<unknown[]>(
        `select 1 from role_grant where tenant = $1 and person = $2 and role = 'caseworker' and ${runningGrant('$3')} limit 1`,
        [tenant, wish.caseworkerId, this.clock.now()],
      );
      if (rows.length === 0) throw new Problem('invalid', 'caseworker.unfit');
    }
  }

  async checkOther(tx: EntityManager, tenant: string, period: Stretch, person: string, measure: string): Promise<void> {
    await tx.query(`select pg_advisory_xact_lock(hashtextextended('participation ' || $1, 0))`, [person]);
    const others = await tx.query<Stretch[]>(`select ${STRETCH} from participation where tenant = $1 and person = $2 and measure = $3 and id::text <> $4`, [
      tenant,
      person,
      measure,
      period.id,
    ]);
    if (others.some((other) => collides(period, other))) throw new Problem('conflict', 'participation.open-exists');
  }

  /** The same name in the same measure at the same time is most often the same person typed twice. */
  private async checkNamesakes(tx: EntityManager, tenant: string, kept: Kept | null, period: Stretch, wish: ParticipationWish): Promise<void> {
    const searches = await this.seal.searches(tx, { kind: 'tenant', id: tenant }, wish.legalName);
    if (kept && searches.some((one) => one.equals(kept.legal_name_search)) && kept.measure === wish.measureId) return;
    const others = await tx.query<Stretch[]>(
      `select ${STRETCH} from participation where tenant = $1 and legal_name_search = any($2) and measure = $3 and id::text <> $4`,
      [tenant, searches, wish.measureId, period.id],
    );
    if (others.some((other) => collides(period, other))) throw new Problem('conflict', 'participation.same-name');
  }

  async checkInterruption(tx: EntityManager, tenant: string, id: string, but: string | null, wish: InterruptionWish): Promise<void> {
    const kept = await this.locked(tx, tenant, id);
    const others = await tx.query<(Period & { id: string })[]>(`select ${PERIOD} from interruption where tenant = $1 and participation = $2`, [tenant, id]);
    if (but !== null && !others.some((one) => one.id === but)) throw new Problem('not-found', 'interruption.unknown');
    const fault = interruptionFault(
      wish,
      kept,
      others.filter((one) => one.id !== but),
    );
    if (fault) throw new Problem('invalid', fault);
  }

  async locked(tx: EntityManager, tenant: string, id: string): Promise<Kept> {
    const [row] = await tx.query<Kept[]>(
      `select ${STRETCH}, person, measure, caseworker, legal_name_search from participation where tenant = $1 and id = $2 for update`,
      [tenant, id],
    );
    if (!row) throw new Problem('not-found', 'participation.unknown');
    return row;
  }
}
