import type { EntityManager } from 'typeorm';
import type { CatalogService } from '#lotse/catalog';
import type { PackedExercise, UnitPackage } from '#lotse/contract';
import { isRight, mark, type Marked } from '#lotse/marking';
import type { Judged } from './exam-rules.js';
import { examTasks, type AttemptRow, type ExamTaskRow } from './exams.queries.js';

/** A task of an attempt with its content, marked as a chamber marks. */
export interface ReadTask extends Judged {
  row: ExamTaskRow;
  exercise: PackedExercise;
  unit: UnitPackage;
  /** Null where nothing was given. */
  marked: Marked | null;
}

/** The tasks of an attempt in their order. For the end and the result alone: nothing of it is sent before. */
export async function readTasks(tx: EntityManager, catalog: CatalogService, tenant: string, attempt: Pick<AttemptRow, 'run' | 'plan'>): Promise<ReadTask[]> {
  const tasks: ReadTask[] = [];
  for (const row of await examTasks(tx, tenant, attempt.run)) {
    const { exercise, unit } = await contentOf(tx, catalog, row);
    const marked = row.response === null ? null : mark(exercise, row.response, { seed: row.seed, mode: 'exam', last: true });
    const score = marked === null || marked.verdict === 'unclear' ? 0 : marked.score;
    const { area, points } = attempt.plan[row.position] ?? { area: '', points: 0 };
    tasks.push({ row, exercise, unit, marked, area, points, score, right: isRight(score, false) });
  }
  return tasks;
}

export async function contentOf(
  tx: EntityManager,
  catalog: CatalogService,
  task: Pick<ExamTaskRow, 'package' | 'exerciseId'>,
): Promise<{ exercise: PackedExercise; unit: UnitPackage }> {
  const unit = await catalog.package(tx, task.package);
  const exercise = unit.exercises.find(({ id }) => id === task.exerciseId);
  if (!exercise) throw new Error('a task without its exercise');
  return { exercise, unit };
}
