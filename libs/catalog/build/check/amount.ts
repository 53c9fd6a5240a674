import { warning, type Check } from './world.js';

const ENOUGH = 20;

/** A released module needs many different tasks per competence, or mastery measures memory of single tasks. */
export const checkAmount: Check = ({ tree, packed }) =>
  tree.modules
    .filter((at) => at.value.status === 'released')
    .flatMap((at) => {
      const units = tree.units.filter((unit) => at.value.units.includes(unit.value.id));
      const exercises = units.flatMap((unit) => unit.value.exercises.flatMap((id) => packed.get(id) ?? []));
      const amounts = new Map<string, number>();
      for (const exercise of exercises) {
        const instances = exercise.body.kind === 'number' ? Math.max(1, exercise.body.seeds.length) : 1;
        amounts.set(exercise.competence, (amounts.get(exercise.competence) ?? 0) + instances);
      }
      return [...amounts]
        .filter(([, amount]) => amount < ENOUGH)
        .map(([id, amount]) =>
          warning(at, ['status'], 'few-tasks', `the competence "${id}" has ${amount} different tasks, ${ENOUGH} are wanted; add exercises or seeds`),
        );
    });
