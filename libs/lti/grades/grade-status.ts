import type { EntityManager } from 'typeorm';
import type { ModuleUnits } from '#lotse/catalog';
import type { GradeState } from '#lotse/contract';
import type { LineItemState } from './entities.js';
import { gradeStandings } from './grade-due.queries.js';
import { blockedLineItems, linksWithoutColumn } from './line-items.queries.js';

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
  const rows = await gradeStandings(tx, { tenant: wish.tenant, persons: wish.persons, courseId: wish.courseId ?? null });
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
 * somebody deleted, or wants no grade for, stops no other: these are named by themselves (`withoutColumn`).
 */
export async function gradesBlocked(tx: EntityManager, tenant: string, courseId: string): Promise<string | null> {
  const rows = await blockedLineItems(tx, { tenant, courseId });
  const worst = WORST_FIRST.map((state) => rows.find((row) => row.state === state)).find((row) => row !== undefined);
  return worst ? (worst.reason ?? 'lineitem.none') : null;
}

/** Titles of activities of a course that have no column: deleted since staff last read of it, or set to no grade in the LMS. */
export async function withoutColumn(tx: EntityManager, tenant: string, courseId: string): Promise<{ gone: string[]; ungraded: string[] }> {
  const rows = await linksWithoutColumn(tx, { tenant, courseId });
  const titles = (gone: boolean) => rows.filter((row) => row.gone === gone).map((row) => row.title);
  return { gone: titles(true), ungraded: titles(false) };
}
