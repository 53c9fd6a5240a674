import type { PackedExercise, TaskFileOf, TaskKind, UnitPackage } from '#lotse/contract';
import type { Dictionary } from '../neighbours.js';
import { problemAt, type ContentProblem, type FieldPath, type Loaded } from '../problem.js';
import type { ContentTree } from '../read-content.js';

/** What every check sees: the files, what was built from them, and the day they are checked for. */
export interface CheckWorld {
  tree: ContentTree;
  /** Exercises that could be built, by id. */
  packed: ReadonlyMap<string, PackedExercise>;
  packages: readonly UnitPackage[];
  /** YYYY-MM-DD */
  asOf: string;
  /** German words, where a list of them is installed. */
  dictionary: Dictionary | null;
}
export type Check = (world: CheckWorld) => ContentProblem[];

export type FileOf<K extends TaskKind> = TaskFileOf<K>;

export function error(at: Loaded<unknown>, path: FieldPath, code: string, message: string): ContentProblem {
  return problemAt(at, path, { code, message });
}

export function warning(at: Loaded<unknown>, path: FieldPath, code: string, message: string): ContentProblem {
  return problemAt(at, path, { level: 'warning', code, message });
}

/** Both levels of a reason or none. */
export function halfReason(
  at: Loaded<unknown>,
  path: FieldPath,
  part: { feedback?: string | undefined; feedbackPlain?: string | undefined },
): ContentProblem[] {
  if ((part.feedback === undefined) === (part.feedbackPlain === undefined)) return [];
  const missing = part.feedback === undefined ? 'feedback' : 'feedbackPlain';
  return [error(at, path, 'feedback-one-level', `"${missing}" is missing; a reason needs both levels`)];
}
