import { instancesOf } from './instances.js';
import { exercisesIn } from '../unit-lists.js';
import { warning, type Check } from './world.js';

const ENOUGH = 20;

/** A released module needs many different tasks per competence, or mastery measures memory of single tasks. */
export const checkAmount: Check = ({ tree, packed }) =>
  tree.modules
    .filter((at) => at.value.status === 'released')
    .flatMap((at) => {
      const units = tree.units.filter((unit) => at.value.units.includes(unit.value.id));
      const exercises = units.flatMap((unit) => exercisesIn(unit.value, tree.groups).flatMap(({ id }) => packed.get(id) ?? []));
      const amounts = new Map<string, number>();
      for (const exercise of exercises) {
        amounts.set(exercise.competence, (amounts.get(exercise.competence) ?? 0) + instancesOf(exercise));
      }
      return [...amounts]
        .filter(([, amount]) => amount < ENOUGH)
        .map(([id, amount]) =>
          warning(at, ['status'], 'few-tasks', `the competence "${id}" has ${amount} different tasks, ${ENOUGH} are wanted; add exercises or seeds`),
        );
    });
