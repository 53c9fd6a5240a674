import type { EntityManager } from 'typeorm';
import type { Answer } from '../entities.js';
import type { Objection } from './entities.js';

const MOST_SAID = 50;
const MOST_ANSWERS = 500;

/** A task with objections that are not settled. */
export interface ObjectedRow {
  exerciseId: string;
  package: string;
  objections: number;
  lastAt: Date;
  firstTries: number;
  firstRight: number;
}
const LIST = `select o.exercise_id as "exerciseId", (array_agg(o.package order by o.at desc))[1] as package, count(*)::int as objections, max(o.at) as "lastAt",
    (select count(*)::int from answer a where a.tenant = $1 and a.exercise_id = o.exercise_id and a.try = 1 and a.verdict <> 'manual') as "firstTries",
    (select count(*)::int from answer a where a.tenant = $1 and a.exercise_id = o.exercise_id and a.try = 1 and a.verdict = 'right') as "firstRight"
  from objection o where o.tenant = $1 and o.settled_at is null`;

/** Inserts nothing where the task of this run has one already. */
export async function insertObjection(tx: EntityManager, objection: Omit<Objection, 'settledAt'>): Promise<void> {
  const { tenant, id, person, run, exerciseId, rev, package: packageId, reason, text, at } = objection;
  await tx.query(
    `insert into objection (tenant, id, person, run, exercise_id, rev, package, reason, text, at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
         on conflict (tenant, run, exercise_id) do nothing`,
    [tenant, id, person, run, exerciseId, rev, packageId, reason, text, at],
  );
}

/** Those with the most objections first. */
export async function objectedTasks(
  tx: EntityManager,
  tenant: string,
  page: { offset: number; limit: number },
): Promise<{ rows: ObjectedRow[]; total: number }> {
  const sql = `${LIST} group by o.exercise_id order by objections desc, "lastAt" desc, o.exercise_id limit $2 offset $3`;
  const rows = await tx.query<ObjectedRow[]>(sql, [tenant, page.limit, page.offset]);
  const [count] = await tx.query<{ n: number }[]>(`select count(distinct exercise_id)::int as n from objection where tenant = $1 and settled_at is null`, [
    tenant,
  ]);
  return { rows, total: count?.n ?? 0 };
}

export async function objectedTask(tx: EntityManager, tenant: string, exerciseId: string): Promise<ObjectedRow | undefined> {
  const [row] = await tx.query<ObjectedRow[]>(`${LIST} and o.exercise_id = $2 group by o.exercise_id`, [tenant, exerciseId]);
  return row;
}

/** The newest objections that are not settled. */
export function objectionsTo(tx: EntityManager, tenant: string, exerciseId: string): Promise<Pick<Objection, 'id' | 'reason' | 'text' | 'at'>[]> {
  return tx.query(
    `select id, reason, text, at from objection where tenant = $1 and exercise_id = $2 and settled_at is null order by at desc limit ${MOST_SAID}`,
    [tenant, exerciseId],
  );
}

/** How many were settled. */
export async function settleObjections(tx: EntityManager, { tenant, exerciseId, now }: { tenant: string; exerciseId: string; now: Date }): Promise<number> {
  const [, settled] = await tx.query<[unknown, number]>(`update objection set settled_at = $3 where tenant = $1 and exercise_id = $2 and settled_at is null`, [
    tenant,
    exerciseId,
    now,
  ]);
  return settled;
}

/** The newest first tries of an exercise in this revision. */
export function firstTries(
  tx: EntityManager,
  { tenant, exerciseId, rev }: { tenant: string; exerciseId: string; rev: number },
): Promise<Pick<Answer, 'seed' | 'response'>[]> {
  return tx.query<Pick<Answer, 'seed' | 'response'>[]>(
    `select seed, response from answer where tenant = $1 and exercise_id = $2 and rev = $3 and try = 1 order by answered_at desc limit ${MOST_ANSWERS}`,
    [tenant, exerciseId, rev],
  );
}
