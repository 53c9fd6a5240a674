import type { FieldPath } from '../problem.js';

export interface TextAt {
  path: FieldPath;
  text: string;
  plain: boolean;
}

/** Fields that hold prose or a line somebody reads; both levels of each. */
const READ = new Set(['stem', 'hint', 'text', 'feedback', 'say', 'right', 'wrong', 'explanation', 'label', 'model']);

/** Every text of a task that is read, with its level. `skip` names fields that are left out with all they hold. */
export function textsOf(value: unknown, skip: ReadonlySet<string>, path: FieldPath = []): TextAt[] {
  if (typeof value === 'string') {
    const field = String(path.at(-1));
    const plain = field.endsWith('Plain');
    return READ.has(plain ? field.slice(0, -'Plain'.length) : field) ? [{ path, text: value, plain }] : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
    skip.has(key) ? [] : textsOf(inner, skip, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}
