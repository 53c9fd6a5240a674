import type { EntityManager } from 'typeorm';
import { countsForGrade, tasksOf } from '#lotse/catalog';
import { isHandKind, type PackedExercise, type UnitPackage } from '#lotse/contract';
import { drawFor, type Drawn } from './draw.js';
import { TRIES } from './outcome.js';
import { insertTasks, type NewRun, type TaskRow } from './runs.queries.js';

/** A task of a run, by what answers to it are decided. */
export type TaskOfRun = Omit<TaskRow, 'rev' | 'group' | 'competence'>;

/** What a run of a unit that begins on `day` has. Runs from before `run_task` have the same without rows. */
export function tasksOfUnit(unit: UnitPackage, runSeed: number, day: Date): TaskOfRun[] {
  return tasksOf(unit, day).map((exercise, position) => taskAt(exercise, position, drawFor(runSeed, exercise)));
}

/** A task that people mark has one try: it is closed when it is sent. */
export function taskAt(exercise: PackedExercise, position: number, drawn: Drawn, tries = isHandKind(exercise.body.kind) ? 1 : TRIES): TaskOfRun {
  return { ...drawn, position, exerciseId: exercise.id, section: exercise.section ?? 'block', counts: countsForGrade(exercise), tries, mode: 'practice' };
}

/** Stores the tasks of a run that was made just now. */
export async function storeTasks(tx: EntityManager, run: NewRun, unit: UnitPackage, tasks: readonly TaskOfRun[]): Promise<void> {
  const rows = tasks.flatMap((task) => {
    const exercise = unit.exercises.find(({ id }) => id === task.exerciseId);
    return exercise ? [{ ...task, rev: exercise.rev, group: exercise.group?.id ?? null, competence: exercise.competence }] : [];
  });
  await insertTasks(tx, run, rows);
}
