import type { ExamFormFile, GradeScalesFile, UnitPackage } from '#lotse/contract';
import { chooseTasks, itemsFor } from '../../choose-tasks.js';
import type { ContentProblem, Loaded } from '../problem.js';
import { age } from './sources.js';
import { error, warning, type Check, type CheckWorld } from './world.js';

const ALL_POINTS = 100;
/** So many draws must succeed: what can be filled once by luck is refused. */
const DRAWS = 20;

/** A form adds up to 100 points and its minutes, each slot can be filled, and a scale goes from the best grade down to 0. */
export const checkForms: Check = (world) => {
  const units = new Map(world.packages.map((unit) => [unit.unitId, unit]));
  return [...world.tree.forms.flatMap((at) => [...sums(at), ...slots(at, units, world), ...draws(at, units, world)]), ...scales(world)];
};

function sums(at: Loaded<ExamFormFile>): ContentProblem[] {
  const { areas, minutes } = at.value;
  const points = areas.flatMap(({ slots: all }) => all).reduce((sum, slot) => sum + slot.tasks * slot.points, 0);
  const time = areas.reduce((sum, area) => sum + area.minutes, 0);
  return [
    ...(points === ALL_POINTS ? [] : [error(at, ['areas'], 'form-points', `all tasks together give ${points} points; they must give ${ALL_POINTS}`)]),
    ...(time === minutes ? [] : [error(at, ['minutes'], 'form-minutes', `the areas take ${time} minutes together, the form says ${minutes}; make them equal`)]),
  ];
}

function slots(at: Loaded<ExamFormFile>, units: ReadonlyMap<string, UnitPackage>, { asOf }: CheckWorld): ContentProblem[] {
  return at.value.areas.flatMap((area, a) =>
    area.slots.flatMap((slot, s) => {
      const path = ['areas', a, 'slots', s];
      const unknown = slot.units.filter((id) => !units.has(id));
      if (unknown.length > 0)
        return unknown.map((id) => error(at, path, 'unknown-unit', `there is no usable unit "${id}"; add it, repair it, or correct the id`));
      const items = itemsFor(slot, units, noon(asOf));
      const single = items.filter(({ parts }) => parts.length === 1).length;
      if (single < slot.tasks)
        return [
          error(
            at,
            path,
            'form-slot',
            `the slot wants ${slot.tasks} tasks and its units have ${single} single ones that rules can mark; add tasks or take fewer`,
          ),
        ];
      return single < 2 * slot.tasks
        ? [warning(at, path, 'form-few', `with ${single} tasks for ${slot.tasks} places a second attempt repeats tasks of the first`)]
        : [];
    }),
  );
}

function draws(at: Loaded<ExamFormFile>, units: ReadonlyMap<string, UnitPackage>, { asOf }: CheckWorld): ContentProblem[] {
  const isDrawn = (seed: number) =>
    chooseTasks({ areas: at.value.areas.map((area) => ({ ...area, title: '' })) }, units, { seed, seen: new Map(), now: noon(asOf) }) !== null;
  const seeds = Array.from({ length: DRAWS }, (_, index) => index + 1);
  return seeds.every(isDrawn)
    ? []
    : [error(at, ['areas'], 'form-unfilled', 'not every draw fills all slots: several slots ask for the same tasks; add tasks or take fewer')];
}

function scales({ tree, asOf }: CheckWorld): ContentProblem[] {
  return tree.scales.flatMap((at) =>
    at.value.scales.flatMap((scale, s) =>
      scale.values.flatMap((value, v) => [
        ...steps(at, ['scales', s, 'values', v], value),
        ...age(at, ['scales', s, 'values', v, 'source'], value.source, asOf),
      ]),
    ),
  );
}

function steps(at: Loaded<GradeScalesFile>, path: (string | number)[], value: GradeScalesFile['scales'][number]['values'][number]): ContentProblem[] {
  const falls = value.steps.every((step, index) => index === 0 || step.from < (value.steps[index - 1]?.from ?? 0));
  if (falls && value.steps.at(-1)?.from === 0 && value.steps.some(({ from }) => from === value.pass)) return [];
  return [error(at, [...path, 'steps'], 'scale-steps', 'steps go from the best grade down to 0 points, and one of them begins at "pass"')];
}

function noon(day: string): Date {
  return new Date(`${day}T12:00:00Z`);
}
