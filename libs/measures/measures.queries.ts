import type { EntityManager } from 'typeorm';
import { columns, days } from '#lotse/base';
import type { MeasureRow } from '#lotse/contract';
import type { Measure } from './entities.js';

const STORED = columns<Measure>('m.')('number', 'name', 'procedureBranch', 'variant', 'groupLimit', 'fundingBody');
const COLUMNS = `m.id as "measureId", ${STORED}, ${days<Measure>('m.')('startsOn', 'endsOn')}`;

export type Measured = Omit<MeasureRow, 'running' | 'total'>;

/** With how many participations each has, and how many of them run on the day. */
export function measurePage(
  tx: EntityManager,
  { tenant, day, ...page }: { tenant: string; day: string; limit: number; offset: number },
): Promise<MeasureRow[]> {
  return tx.query<MeasureRow[]>(
    `select ${COLUMNS}, count(p.id)::int as total,
           (count(p.id) filter (where p.starts_on <= $2::date and (p.exited_on is null or p.exited_on >= $2::date) and (p.ends_on is null or p.ends_on >= $2::date)))::int as running
         from measure m left join participation p on p.tenant = m.tenant and p.measure = m.id
         where m.tenant = $1 group by m.tenant, m.id order by m.starts_on desc, m.number limit $3 offset $4`,
    [tenant, day, page.limit, page.offset],
  );
}

export async function countMeasures(tx: EntityManager, tenant: string): Promise<number> {
  const [row] = await tx.query<{ n: number }[]>(`select count(*)::int as n from measure where tenant = $1`, [tenant]);
  return row?.n ?? 0;
}

export function allMeasures(tx: EntityManager, tenant: string): Promise<Measured[]> {
  return tx.query<Measured[]>(`select ${COLUMNS} from measure m where m.tenant = $1 order by m.starts_on desc limit 2000`, [tenant]);
}

export async function oneMeasure(tx: EntityManager, tenant: string, id: string): Promise<Measured | undefined> {
  const [row] = await tx.query<Measured[]>(`select ${COLUMNS} from measure m where m.tenant = $1 and m.id = $2`, [tenant, id]);
  return row;
}

export function measureNumbers(tx: EntityManager, tenant: string, ids: readonly string[]): Promise<Pick<Measure, 'id' | 'number'>[]> {
  return tx.query<Pick<Measure, 'id' | 'number'>[]>(`select id, number from measure where tenant = $1 and id::text = any($2)`, [tenant, ids]);
}

/** False, and nothing inserted, where the number is taken. */
export async function insertMeasure(tx: EntityManager, measure: Measure): Promise<boolean> {
  const rows = await tx.query<unknown[]>(
    `insert into measure (tenant, id, number, name, procedure_branch, variant, group_limit, funding_body, starts_on, ends_on, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
         on conflict (tenant, number) do nothing returning id`,
    [
      ...[measure.tenant, measure.id, measure.number, measure.name, measure.procedureBranch, measure.variant, measure.groupLimit, measure.fundingBody],
      ...[measure.startsOn, measure.endsOn, measure.createdAt],
    ],
  );
  return rows.length > 0;
}

/** False where there is none. */
export async function lockMeasure(tx: EntityManager, tenant: string, id: string): Promise<boolean> {
  return (await tx.query<unknown[]>(`select 1 from measure where tenant = $1 and id = $2 for update`, [tenant, id])).length > 0;
}

export async function otherHasNumber(tx: EntityManager, { tenant, id, number }: Pick<Measure, 'tenant' | 'id' | 'number'>): Promise<boolean> {
  return (await tx.query<unknown[]>(`select 1 from measure where tenant = $1 and number = $3 and id <> $2`, [tenant, id, number])).length > 0;
}

/** Whether somebody takes part in it outside these days. */
export async function hasParticipationOutside(
  tx: EntityManager,
  { tenant, id, startsOn, endsOn }: Pick<Measure, 'tenant' | 'id' | 'startsOn' | 'endsOn'>,
): Promise<boolean> {
  const rows = await tx.query<unknown[]>(
    `select 1 from participation where tenant = $1 and measure = $2 and (starts_on < $3::date or starts_on > $4::date or ends_on > $4::date) limit 1`,
    [tenant, id, startsOn, endsOn],
  );
  return rows.length > 0;
}
