import type { TaskFile } from '#lotse/contract';
import type { Loaded } from '../problem.js';
import { warning, type Check } from './world.js';

const LEAST_WORDS = 8;
const ALIKE = 0.75;
const RUN = 3;

/** Two tasks that ask nearly the same in nearly the same words: one of them measures memory. Worked examples may repeat a task. */
export const checkAlike: Check = ({ tree }) => {
  const tasks = tree.exercises.filter((at) => !at.value.prefilled).map((at) => ({ at, runs: runsOf(at.value) }));
  const holders = new Map<string, number[]>();
  tasks.forEach(({ runs }, index) => runs.forEach((run) => holders.set(run, [...(holders.get(run) ?? []), index])));
  return tasks.flatMap(({ at, runs }, index) => {
    const shared = new Map<number, number>();
    for (const run of runs) for (const other of holders.get(run) ?? []) if (other > index) shared.set(other, (shared.get(other) ?? 0) + 1);
    return [...shared].flatMap(([other, count]) => {
      const twin = tasks[other];
      const all = runs.size + (twin?.runs.size ?? 0) - count;
      return twin && count / all >= ALIKE ? [tell(twin.at, at)] : [];
    });
  });
};

function tell(at: Loaded<TaskFile>, first: Loaded<TaskFile>) {
  return warning(at, ['stem'], 'stem-alike', `the task is nearly the same as "${first.value.id}"; make one family of both, or ask something else`);
}

/** Runs of three words of what is read before answering. */
function runsOf(file: TaskFile): ReadonlySet<string> {
  const asked = [file.stem, ...('text' in file ? [file.text] : []), ...('options' in file ? file.options.map((option) => option.text) : [])].join(' ');
  const words = asked
    .toLocaleLowerCase('de')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  if (words.length < LEAST_WORDS) return new Set();
  return new Set(words.slice(0, 1 - RUN || undefined).map((_, index) => words.slice(index, index + RUN).join(' ')));
}
