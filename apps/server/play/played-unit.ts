import { checkContent, buildPackages, readContent, tasksOf, type ContentProblem } from '#lotse/catalog';
import type { AnswerOutcome, PackedExercise, Response, TaskView, UnitPackage } from '#lotse/contract';
import { drawFor, outcomeOf, TRIES } from '#lotse/learning';
import { UnfitResponse, viewTask, type Mode } from '#lotse/marking';

export interface PlayedUnit {
  title: string;
  tasks: TaskView[];
  /** By task: where it stands in the unit. */
  sections: string[];
}
/** Which values are drawn, and whether it is played as practice or as an exam. */
export interface Way {
  seed: number;
  mode: Mode;
}
export type PlayedProblem = Pick<ContentProblem, 'file' | 'line' | 'level' | 'message'>;

export function unitsIn(dir: string, day: string): UnitPackage[] {
  return buildPackages(readContent(dir), day).packages;
}

/** A unit as a learner would get it with this seed; without tasks where none of it can be built. */
export function playedUnit(unit: UnitPackage | undefined, day: string, { seed, mode }: Way): PlayedUnit {
  if (unit === undefined) return { title: '', tasks: [], sections: [] };
  const tasks = exercisesOf(unit, day);
  return {
    title: unit.title.de,
    tasks: tasks.map((exercise) => viewTask(exercise, unit, { ...drawFor(seed, exercise), mode })),
    sections: tasks.map((exercise) => exercise.section ?? 'block'),
  };
}

/** What the check says about the files of a unit; about all errors, where the unit itself cannot be read. */
export function playedProblems(dir: string, day: string, unitId: string): PlayedProblem[] {
  const file = readContent(dir).units.find(({ value }) => value.id === unitId)?.file;
  const folder = file?.replace(/[^/]+$/, '');
  const { problems } = checkContent(dir, day);
  const own = problems.filter((one) => (folder === undefined ? one.level === 'error' : one.file.startsWith(folder)));
  return own.map(({ file: at, line, level, message }) => ({ file: at, level, message, ...(line === undefined ? {} : { line }) }));
}

const exercisesOf = (unit: UnitPackage, day: string): PackedExercise[] => tasksOf(unit, new Date(`${day}T12:00:00Z`));

/** Marked as for a learner; null where the task is not there any more or the answer has another form. */
export function playedAnswer(
  unit: UnitPackage | undefined,
  day: string,
  given: Way & { exerciseId: string; try: number; response: Response },
): AnswerOutcome | null {
  const exercise = unit && exercisesOf(unit, day).find((one) => one.id === given.exerciseId);
  if (!exercise) return null;
  try {
    const drawn = { ...drawFor(given.seed, exercise), mode: given.mode };
    const tries = given.mode === 'exam' ? 1 : TRIES;
    return outcomeOf(exercise, drawn, given, { done: 0, total: 1, finished: false, mastery: 'new', tries });
  } catch (error) {
    if (error instanceof UnfitResponse) return null;
    throw error;
  }
}
