import type { EntityManager } from 'typeorm';
import type { ModuleUnits } from '#lotse/catalog';
import type { GradeState } from '#lotse/contract';
import type { DueState, LineItemState } from './entities.js';

/** Where a person's grade in a unit stands, once per column that takes it. */
export interface GradeStatus {
  person: string;
  unitId: string;
  state: GradeState;
  reason: string | null;
}

/** For a link that opens a module, each of its units stands as the module does. */
export async function statusOf(
  tx: EntityManager,
  wish: { tenant: string; persons: readonly string[]; courseId?: string | undefined },
  modules: readonly ModuleUnits[],
): Promise<GradeStatus[]> {
  const rows = await tx.query<{ person: string; state: DueState; reason: string | null; kind: 'unit' | 'module'; target: string }[]>(
    `select d.person, d.state, d.reason, l.target_kind as kind, l.target_id as target from grade_due d
     join line_item i on i.tenant = d.tenant and i.id = d.line_item join resource_link l on l.tenant = i.tenant and l.id = i.resource_link
     where d.tenant = $1 and d.person = any($2) and ($3::uuid is null or l.course = $3) and l.target_kind is not null`,
    [wish.tenant, wish.persons, wish.courseId ?? null],
  );
  return rows.flatMap(({ person, state, reason, kind, target }) => {
    const units = kind === 'unit' ? [target] : (modules.find((module) => module.moduleId === target)?.units ?? []);
    return units.map((unitId) => ({ person, unitId, state, reason }));
  });
}

const WORST_FIRST: LineItemState[] = ['gone', 'paused', 'none'];

/** Code of the reason why grades of this course do not all go back; null when they do, or nothing is linked yet. */
export async function gradesBlocked(tx: EntityManager, tenant: string, courseId: string): Promise<string | null> {
  const rows = await tx.query<{ state: LineItemState; reason: string | null }[]>(
    `select i.state, i.reason from line_item i join resource_link l on l.tenant = i.tenant and l.id = i.resource_link where i.tenant = $1 and l.course = $2 and i.state <> 'active' order by i.created_at`,
    [tenant, courseId],
  );
  const worst = WORST_FIRST.map((state) => rows.find((row) => row.state === state)).find((row) => row !== undefined);
  return worst ? (worst.reason ?? 'lineitem.none') : null;
}
