import { isHandKind, type GroupFile, type TaskFile, type UnitFile } from '#lotse/contract';
import { rulesOf } from '#lotse/marking';
import type { ContentProblem, Loaded } from '../problem.js';
import { listedIn } from '../unit-lists.js';
import { error, type Check, type CheckWorld } from './world.js';

/** Situations and their parts, sections of units, and worked examples. */
export const checkGroups: Check = (world) => [
  ...world.tree.groups.flatMap(partIds),
  ...world.tree.units.flatMap((at) => sections(at, world)),
  ...world.tree.exercises.flatMap((at) => prefilled(at, world)),
];

function partIds(at: Loaded<GroupFile>): ContentProblem[] {
  const ids = at.value.parts.map((part) => part.id);
  return ids.flatMap((id, index) =>
    ids.indexOf(id) === index ? [] : [error(at, ['parts', index, 'id'], 'id-twice', `the id "${id}" stands twice in "parts"; give each its own`)],
  );
}

function sections(at: Loaded<UnitFile>, { tree }: CheckWorld): ContentProblem[] {
  const { exercises, sections: rhythm } = at.value;
  if ((exercises === undefined) === (rhythm === undefined))
    return [error(at, ['exercises'], 'unit-lists', 'a unit has either "sections" or the flat list "exercises"; write one of them')];
  const byHand = new Set(tree.exercises.filter((one) => isHandKind(one.value.kind)).map((one) => one.value.id));
  const worked = new Set(tree.exercises.filter((one) => one.value.prefilled !== undefined).map((one) => one.value.id));
  return listedIn(at.value).flatMap(({ id, section, path }) => {
    if (byHand.has(id) && (section === 'entry' || section === 'example'))
      return [error(at, path, 'hand-marked-place', `"${id}" is marked by people, and nobody waits for that here; list it under "block" or "mixed"`)];
    if (section === 'example' && !worked.has(id))
      return [
        error(
          at,
          path,
          'example-not-prefilled',
          `"${id}" stands in "example" and shows nothing; give it "prefilled: all" or the ids of the parts that are shown`,
        ),
      ];
    return section !== 'example' && worked.has(id)
      ? [error(at, path, 'prefilled-not-example', `"${id}" is a worked example ("prefilled"); list it under "sections: example"`)]
      : [];
  });
}

function prefilled(at: Loaded<TaskFile>, { packed }: CheckWorld): ContentProblem[] {
  const shown = at.value.prefilled;
  const exercise = packed.get(at.value.id);
  if (shown === undefined || shown === 'all' || exercise === undefined) return [];
  const parts = rulesOf(exercise.body).parts(exercise.body);
  return shown.flatMap((id, index) =>
    parts.includes(id)
      ? []
      : [
          error(
            at,
            ['prefilled', index],
            'unknown-item',
            `"${id}" is no part that can be shown; ${parts.length > 0 ? `use ${parts.join(', ')}` : `a ${at.value.kind} task can only be shown whole: "prefilled: all"`}`,
          ),
        ],
  );
}
