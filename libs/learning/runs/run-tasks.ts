import type { EntityManager } from 'typeorm';
import { countsForGrade, tasksOf } from '#lotse/catalog';
import { isHandKind, type PackedExercise, type Section, type UnitPackage } from '#lotse/contract';
import { drawFor, type Drawn } from './draw.js';
import { TRIES } from './outcome.js';

/** A task of a run, by what answers to it are decided. */
export interface TaskOfRun extends Drawn {
  position: number;
  exerciseId: string;
  section: Section;
  counts: boolean;
  tries: number;
  mode: 'practice' | 'exam';
}

/** What a run of a unit that begins on `day` has. Runs from before `run_task` have the same without rows. */
export function tasksOfUnit(unit: UnitPackage, runSeed: number, day: Date): TaskOfRun[] {
  return tasksOf(unit, day).map((exercise, position) => taskAt(exercise, position, drawFor(runSeed, exercise)));
}

/** A task that people mark has one try: it is closed when it is sent. */
export function taskAt(exercise: PackedExercise, position: number, drawn: Drawn, tries = isHandKind(exercise.body.kind) ? 1 : TRIES): TaskOfRun {
  return { ...drawn, position, exerciseId: exercise.id, section: exercise.section ?? 'block', counts: countsForGrade(exercise), tries, mode: 'practice' };
}

interface NewRun {
  tenant: string;
  run: string;
  person: string;
  package: string;
  now: Date;
}

/** Stores the tasks of a run that was made just now. */
export async function storeTasks(tx: EntityManager, run: NewRun, unit: UnitPackage, tasks: readonly TaskOfRun[]): Promise<void> {
  const rows = tasks.flatMap((task) => {
    const exercise = unit.exercises.find(({ id }) => id === task.exerciseId);
    return exercise ? [{ ...task, rev: exercise.rev, group: exercise.group?.id ?? null, competence: exercise.competence }] : [];
  });
  await tx.query(
    `insert into run_task (tenant, run, person, package, given_at, position, exercise_id, rev, seed, shuffle, section, counts, group_id, tries, mode, competence)
     select $1, $2, $3, $4, $5, t.position, t."exerciseId", t.rev, t.seed, t.shuffle, t.section, t.counts, t."group", t.tries, t.mode, t.competence
     from jsonb_to_recordset($6::jsonb) as t(position smallint, "exerciseId" text, rev int, seed int, shuffle int, section text, counts boolean, "group" text, tries smallint, mode text, competence text)`,
    [run.tenant, run.run, run.person, run.package, run.now, JSON.stringify(rows)],
  );
}
