import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit, Clock, Db, Problem } from '#lotse/base';
import { germanDay, type MeasureRow, type MeasureWish } from '#lotse/contract';
import { Measure } from './entities.js';
import {
  allMeasures,
  countMeasures,
  hasParticipationOutside,
  insertMeasure,
  lockMeasure,
  measureNumbers,
  measurePage,
  oneMeasure,
  otherHasNumber,
  type Measured,
} from './measures.queries.js';
import type { Actor } from './staff.service.js';

/** A provider's measures (Maßnahmen). */
@Injectable()
export class MeasuresService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  list(me: Actor, query: { page: number; size: number }): Promise<{ rows: MeasureRow[]; total: number }> {
    return this.db.as(me, async (tx) => {
      const page = { limit: query.size, offset: (query.page - 1) * query.size };
      const rows = await measurePage(tx, { tenant: me.tenant, day: germanDay(this.clock.now()), ...page });
      return { rows, total: await countMeasures(tx, me.tenant) };
    });
  }

  /** All of a tenant, the newest first: there are few. */
  all(tx: EntityManager, tenant: string): Promise<Measured[]> {
    return allMeasures(tx, tenant);
  }

  async one(tx: EntityManager, tenant: string, id: string): Promise<Measured> {
    const row = await oneMeasure(tx, tenant, id);
    if (!row) throw new Problem('not-found', 'measure.unknown');
    return row;
  }

  async numbersOf(tx: EntityManager, tenant: string, ids: readonly string[]): Promise<Map<string, string>> {
    const rows = await measureNumbers(tx, tenant, ids);
    return new Map(rows.map((row) => [row.id, row.number]));
  }

  add(me: Actor, wish: MeasureWish): Promise<{ measureId: string }> {
    return this.db.as(me, async (tx) => {
      checkDates(wish);
      const id = randomUUID();
      const isNew = await insertMeasure(tx, { tenant: me.tenant, id, ...wish, createdAt: this.clock.now() });
      if (!isNew) throw new Problem('conflict', 'measure.number-taken');
      await this.record(tx, me, 'measure.made', id);
      return { measureId: id };
    });
  }

  /** A period that would leave out people who take part is refused. */
  change(me: Actor, id: string, wish: MeasureWish): Promise<void> {
    return this.db.as(me, async (tx) => {
      checkDates(wish);
      if (!(await lockMeasure(tx, me.tenant, id))) throw new Problem('not-found', 'measure.unknown');
      if (await otherHasNumber(tx, { tenant: me.tenant, id, number: wish.number })) throw new Problem('conflict', 'measure.number-taken');
      const isOutside = await hasParticipationOutside(tx, { tenant: me.tenant, id, startsOn: wish.startsOn, endsOn: wish.endsOn });
      if (isOutside) throw new Problem('conflict', 'measure.people-outside');
      await tx.update(Measure, { tenant: me.tenant, id }, wish);
      await this.record(tx, me, 'measure.changed', id);
    });
  }

  private record(tx: EntityManager, me: Actor, event: string, id: string): Promise<void> {
    return this.audit.write(tx, { tenant: me.tenant, actor: me.person, event, subjectKind: 'measure', subject: id });
  }
}

function checkDates(wish: MeasureWish): void {
  if (wish.endsOn !== null && wish.endsOn < wish.startsOn) throw new Problem('invalid', 'measure.end-before-start');
}
