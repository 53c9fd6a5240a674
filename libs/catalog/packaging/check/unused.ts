import { warning, type Check, type CheckWorld } from './world.js';

/** A glossary word that nothing links to and a fact that nothing shows are work that nobody sees. */
export const checkUnused: Check = (world) => {
  const text = everything(world);
  const words = new Set([...text.matchAll(/\[\[([a-z0-9.-]+)\|/g)].map(([, id]) => id));
  const facts = new Set([...text.matchAll(/\{\{fact:([a-z0-9.-]+)/g)].map(([, id]) => id));
  const listed = new Set([
    ...world.tree.units.flatMap((unit) => unit.value.sections?.words ?? []),
    ...world.tree.exercises.flatMap((exercise) => exercise.value.glossary ?? []),
  ]);
  return [
    ...world.tree.glossary.flatMap((at) =>
      at.value.entries.flatMap((entry, index) =>
        words.has(entry.id) || listed.has(entry.id)
          ? []
          : [
              warning(
                at,
                ['entries', index, 'id'],
                'word-unused',
                `no task and no unit uses the word "${entry.id}"; link it, list it under "words" or delete it`,
              ),
            ],
      ),
    ),
    ...world.tree.facts.flatMap((at) =>
      facts.has(at.value.id) ? [] : [warning(at, ['id'], 'fact-unused', `no task shows {{fact:${at.value.id}}}; use it or delete the file`)],
    ),
  ];
};

function everything({ tree }: CheckWorld): string {
  return JSON.stringify([...tree.exercises, ...tree.groups, ...tree.units].map((at) => at.value));
}
