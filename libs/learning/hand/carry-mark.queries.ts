import type { EntityManager } from 'typeorm';

interface OfUnit {
  tenant: string;
  person: string;
  unitId: string;
}

/** `right`: by how many the first tries that are right change; `marked`: how many no longer wait. */
export async function writePoints(
  tx: EntityManager,
  { tenant, run, points, grade, right, marked }: { tenant: string; run: string; points: number; grade: number; right: number; marked: number },
): Promise<void> {
  await tx.query(
    `update unit_run set points = $3, grade = $4, first_right = greatest(0, first_right + $5), waiting = greatest(0, waiting - $6), version = version + 1 where tenant = $1 and id = $2`,
    [tenant, run, points, grade, right, marked],
  );
}

/** Raises the version of the other open runs of the unit. */
export async function raiseOtherRuns(tx: EntityManager, { tenant, person, unitId, run }: OfUnit & { run: string }): Promise<void> {
  const sql = `update unit_run set version = version + 1 where tenant = $1 and person = $2 and unit_id = $3 and id <> $4 and finished_at is null`;
  await tx.query(sql, [tenant, person, unitId, run]);
}

/** The best of all runs of the unit as they stand now: by it alone a best grade may fall. */
const BEST = `update unit_grade g set best = r.grade, best_right = r.first_right, total = r.total, waiting = r.waiting, updated_at = $4
  from (select u.grade, u.first_right, u.total, u.waiting from unit_run u where u.tenant = $1 and u.person = $2 and u.unit_id = $3 and u.kind = 'own' and u.grade is not null
    order by u.grade desc, u.started_at desc limit 1) r
  where g.tenant = $1 and g.person = $2 and g.unit_id = $3`;

export async function writeBest(tx: EntityManager, { tenant, person, unitId, now }: OfUnit & { now: Date }): Promise<void> {
  await tx.query(BEST, [tenant, person, unitId, now]);
}
