import * as z from 'zod/mini';
import type { Section } from './exercises.js';

/** How a task of a run is called: entry tasks and worked examples are counted apart, so that "Aufgabe" counts what the unit's card counts. */
export const Place = z.object({ part: z.enum(['entry', 'example', 'task']), number: z.number(), of: z.number() });
export type Place = z.infer<typeof Place>;

/** The place of the task at `index` among the tasks of its run; outside of them the place behind the last task. */
export function placeOf(tasks: readonly { section?: Section }[], index: number): Place {
  const part = partOf(tasks[index]);
  const alike = tasks.filter((one) => partOf(one) === part);
  const before = tasks.slice(0, index).filter((one) => partOf(one) === part);
  return { part, number: before.length + 1, of: alike.length };
}

function partOf(task: { section?: Section } | undefined): Place['part'] {
  return task?.section === 'entry' || task?.section === 'example' ? task.section : 'task';
}
