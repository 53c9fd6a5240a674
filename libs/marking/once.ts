import type { Values } from './decimal.js';

const known = new WeakMap<object, WeakMap<Values, unknown>>();

/** What follows from a part of a task and its drawn values alone: worked out once for both, as content and values are never changed. */
export function once<T>(part: object, values: Values, work: () => T): T {
  const found = known.get(part) ?? new WeakMap<Values, unknown>();
  known.set(part, found);
  if (!found.has(values)) found.set(values, work());
  return found.get(values) as T;
}
