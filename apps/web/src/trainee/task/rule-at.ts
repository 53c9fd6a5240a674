import { givesPoints, type RunView } from './run-state.js';

export type Rule = 'repeat' | 'entry' | 'example' | 'points' | 'points-from-here';

/** What is said about the points of a task before it is answered: at each task without points, and at the first one with them. */
export function ruleAt(run: RunView, index: number): Rule | null {
  const task = run.tasks[index];
  if (task === undefined || task.tries > 0) return null;
  if (run.kind === 'repeat') return index === 0 ? 'repeat' : null;
  if (task.section === 'entry' || task.section === 'example') return task.section;
  if (run.tasks.findIndex((one) => givesPoints(run, one)) !== index) return null;
  return index === 0 ? 'points' : 'points-from-here';
}
