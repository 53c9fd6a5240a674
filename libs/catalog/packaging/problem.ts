/** One thing wrong with the content: where it stands and, in the message, what to do about it. */
export interface ContentProblem {
  /** Path below the content folder. */
  file: string;
  line?: number;
  /** Field inside the file, such as `options.1.feedback`. */
  path?: string;
  /** An error keeps its exercise out of the packages and fails the check; a warning does neither. */
  level: 'error' | 'warning';
  /** Stable short name, such as `fact-expired`. */
  code: string;
  message: string;
}

export type FieldPath = readonly (string | number)[];

/** A file that was read and fits its schema; `line` finds a field (or the nearest one above it). */
export interface Loaded<T> {
  file: string;
  value: T;
  line(path: FieldPath): number | undefined;
}

/** Makes a problem at a field of a file. */
export function problemAt(
  at: Pick<Loaded<unknown>, 'file' | 'line'>,
  path: FieldPath,
  problem: { level?: ContentProblem['level']; code: string; message: string },
): ContentProblem {
  const line = at.line(path);
  return {
    file: at.file,
    ...(line === undefined ? {} : { line }),
    ...(path.length === 0 ? {} : { path: path.join('.') }),
    level: problem.level ?? 'error',
    code: problem.code,
    message: problem.message,
  };
}
