import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit, Clock, Db, Problem } from '#lotse/base';
import { germanDay, type MeasureRow, type MeasureWish } from '#lotse/contract';
import { Measure } from './entities.js';
import type { Actor } from './staff.service.js';

const COLUMNS = `m.id as "measureId", m.number, m.name, m.procedure_branch as "procedureBranch", m.variant, m.group_limit as "groupLimit",
  m.funding_body as "fundingBody", to_char(m.starts_on, 'YYYY-MM-DD') as "startsOn", to_char(m.ends_on, 'YYYY-MM-DD') as "endsOn"`;

export type Measured = Omit<MeasureRow, 'running' | 'total'>;

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
      const rows = await tx.query<MeasureRow[]>(
        `select ${COLUMNS}, count(p.id)::int as total,
           (count(p.id) filter (where p.starts_on <= $2::date and (p.exited_on is null or p.exited_on >= $2::date) and (p.ends_on is null or p.ends_on >= $2::date)))::int as running
         from measure m left join participation p on p.tenant = m.tenant and p.measure = m.id
         where m.tenant = $1 group by m.tenant, m.id order by m.starts_on desc, m.number limit $3 offset $4`,
        [me.tenant, germanDay(this.clock.now()), query.size, (query.page - 1) * query.size],
      );
      const [count] = await tx.query<{ n: number }[]>(`select count(*)::int as n from measure where tenant = $1`, [me.tenant]);
      return { rows, total: count?.n ?? 0 };
    });
  }

  /** All of a tenant, the newest first: there are few. */
  all(tx: EntityManager, tenant: string): Promise<Measured[]> {
    return tx.query<Measured[]>(`select ${COLUMNS} from measure m where m.tenant = $1 order by m.starts_on desc limit 2000`, [tenant]);
  }

  async one(tx: EntityManager, tenant: string, id: string): Promise<Measured> {
    const [row] = await tx.query<Measured[]>(`select ${COLUMNS} from measure m where m.tenant = $1 and m.id = $2`, [tenant, id]);
    if (!row) throw new Problem('not-found', 'measure.unknown');
    return row;
  }

  async numbersOf(tx: EntityManager, tenant: string, ids: readonly string[]): Promise<Map<string, string>> {
    const rows = await tx.query<{ id: string; number: string }[]>(`select id, number from measure where tenant = $1 and id::text = any($2)`, [tenant, ids]);
    return new Map(rows.map((row) => [row.id, row.number]));
  }

  add(me: Actor, wish: MeasureWish): Promise<{ measureId: string }> {
    return this.db.as(me, async (tx) => {
      checkDates(wish);
      const id = randomUUID();
      const rows = await tx.query<unknown[]>(
        `insert into measure (tenant, id, number, name, procedure_branch, variant, group_limit, funding_body, starts_on, ends_on, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
         on conflict (tenant, number) do nothing returning id`,
        [
          ...[me.tenant, id, wish.number, wish.name, wish.procedureBranch, wish.variant, wish.groupLimit, wish.fundingBody],
          ...[wish.startsOn, wish.endsOn, this.clock.now()],
        ],
      );
      if (rows.length === 0) throw new Problem('conflict', 'measure.number-taken');
      await this.tell(tx, me, 'measure.made', id);
      return { measureId: id };
    });
  }

  /** A period that would leave out people who take part is refused. */
  change(me: Actor, id: string, wish: MeasureWish): Promise<void> {
    return this.db.as(me, async (tx) => {
      checkDates(wish);
      const [known] = await tx.query<unknown[]>(`select 1 from measure where tenant = $1 and id = $2 for update`, [me.tenant, id]);
      if (!known) throw new Problem('not-found', 'measure.unknown');
      const taken = await tx.query<unknown[]>(`select 1 from measure where tenant = $1 and number = $3 and id <> $2`, [me.tenant, id, wish.number]);
      if (taken.length > 0) throw new Problem('conflict', 'measure.number-taken');
      const outside = await tx.query<unknown[]>(
        `select 1 from participation where tenant = $1 and measure = $2 and (starts_on < $3::date or starts_on > $4::date or ends_on > $4::date) limit 1`,
        [me.tenant, id, wish.startsOn, wish.endsOn],
      );
      if (outside.length > 0) throw new Problem('conflict', 'measure.people-outside');
      await tx.update(Measure, { tenant: me.tenant, id }, wish);
      await this.tell(tx, me, 'measure.changed', id);
    });
  }

  private tell(tx: EntityManager, me: Actor, event: string, id: string): Promise<void> {
    return this.audit.write(tx, { tenant: me.tenant, actor: me.person, event, subjectKind: 'measure', subject: id });
  }
}

function checkDates(wish: MeasureWish): void {
  if (wish.endsOn !== null && wish.endsOn < wish.startsOn) throw new Problem('invalid', 'measure.end-before-start');
}
