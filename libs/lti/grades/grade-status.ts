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

/**
 * For a link that opens a module, each of its units stands as the module does. A column that is gone says nothing where
 * another one of the same person and unit still takes the grade.
 */
export async function statusOf(
  tx: EntityManager,
  wish: { tenant: string; persons: readonly string[]; courseId?: string | undefined },
  modules: readonly ModuleUnits[],
): Promise<GradeStatus[]> {
  const rows = await tx.query<{ person: string; state: DueState; reason: string | null; gone: boolean; kind: 'unit' | 'module'; target: string }[]>(
    `select d.person, d.state, d.reason, i.state = 'gone' as gone, l.target_kind as kind, l.target_id as target from grade_due d
     join line_item i on i.tenant = d.tenant and i.id = d.line_item join resource_link l on l.tenant = i.tenant and l.id = i.resource_link
     where d.tenant = $1 and d.person = any($2) and ($3::uuid is null or l.course = $3) and l.target_kind is not null`,
    [wish.tenant, wish.persons, wish.courseId ?? null],
  );
  const all = rows.flatMap(({ person, state, reason, gone, kind, target }) => {
    const units = kind === 'unit' ? [target] : (modules.find((module) => module.moduleId === target)?.units ?? []);
    return units.map((unitId) => ({ person, unitId, state, reason, gone }));
  });
  const living = new Set(all.filter((one) => !one.gone).map(({ person, unitId }) => `${person} ${unitId}`));
  return all.filter((one) => !one.gone || !living.has(`${one.person} ${one.unitId}`)).map(({ gone: _, ...status }) => status);
}

const WORST_FIRST: LineItemState[] = ['paused', 'none'];

/**
 * Code of the reason why grades of this course do not go back; null when they do, or nothing is linked yet. An activity that
 * somebody deleted, or wants no grade for, stops no other: these are named by themselves (`columnsOf`).
 */
export async function gradesBlocked(tx: EntityManager, tenant: string, courseId: string): Promise<string | null> {
  const rows = await tx.query<{ state: LineItemState; reason: string | null }[]>(
    `select i.state, i.reason from line_item i join resource_link l on l.tenant = i.tenant and l.id = i.resource_link where i.tenant = $1 and l.course = $2 and i.state in ('paused', 'none') and i.reason is distinct from 'lineitem.missing' order by i.created_at`,
    [tenant, courseId],
  );
  const worst = WORST_FIRST.map((state) => rows.find((row) => row.state === state)).find((row) => row !== undefined);
  return worst ? (worst.reason ?? 'lineitem.none') : null;
}

/** Titles of activities of a course that have no column: deleted since staff last read of it, or set to no grade in the LMS. */
export async function withoutColumn(tx: EntityManager, tenant: string, courseId: string): Promise<{ gone: string[]; ungraded: string[] }> {
  const rows = await tx.query<{ title: string; gone: boolean }[]>(
    `select l.title, i.state = 'gone' as gone from line_item i join resource_link l on l.tenant = i.tenant and l.id = i.resource_link
     where i.tenant = $1 and l.course = $2 and ((i.state = 'gone' and i.gone_read_at is null) or (i.state = 'none' and i.reason = 'lineitem.missing'))
     order by l.created_at, l.id limit 100`,
    [tenant, courseId],
  );
  const titles = (gone: boolean) => rows.filter((row) => row.gone === gone).map((row) => row.title);
  return { gone: titles(true), ungraded: titles(false) };
}

/** Staff has read which columns are gone. */
export async function readGone(tx: EntityManager, at: { tenant: string; courseId: string; now: Date }): Promise<void> {
  await tx.query(
    `update line_item i set gone_read_at = $3 from resource_link l
     where i.tenant = $1 and l.tenant = i.tenant and l.id = i.resource_link and l.course = $2 and i.state = 'gone' and i.gone_read_at is null`,
    [at.tenant, at.courseId, at.now],
  );
}
