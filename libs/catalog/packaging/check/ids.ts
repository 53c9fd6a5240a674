import type { ContentProblem, FieldPath, Loaded } from '../problem.js';
import { partsOf } from '../kinds/index.js';
import { listedIn } from '../unit-lists.js';
import { error, warning, type Check, type CheckWorld } from './world.js';

interface Named {
  id: string;
  what: string;
  at: Loaded<unknown>;
  path: FieldPath;
}

/** Ids are unique across all content, whatever they name, and everything that exists is used exactly where it may be. */
export const checkIds: Check = (world) => [
  ...twice(
    allIds(world),
    (one, first) =>
      `the id "${one.id}" is already used for ${/^[aeiou]/.test(first.what) ? 'an' : 'a'} ${first.what} in ${first.at.file}; choose another (ids are never reused)`,
  ),
  ...world.tree.exercises.flatMap(partIds),
  ...lists(world),
];

function allIds({ tree }: CheckWorld): Named[] {
  const own = <T extends { id: string }>(what: string, files: readonly Loaded<T>[]): Named[] =>
    files.map((at) => ({ id: at.value.id, what, at, path: ['id'] }));
  return [
    ...tree.competences.flatMap((at) => at.value.competences.map((one, index) => ({ id: one.id, what: 'competence', at, path: ['competences', index, 'id'] }))),
    ...own('fact', tree.facts),
    ...tree.glossary.flatMap((at) => at.value.entries.map((one, index) => ({ id: one.id, what: 'glossary word', at, path: ['entries', index, 'id'] }))),
    ...tree.scales.flatMap((at) => at.value.scales.map((one, index) => ({ id: one.id, what: 'scale', at, path: ['scales', index, 'id'] }))),
    ...own('form', tree.forms),
    ...tree.forms.flatMap((at) => at.value.areas.map((one, index) => ({ id: one.id, what: 'area', at, path: ['areas', index, 'id'] }))),
    ...own('module', tree.modules),
    ...own('unit', tree.units),
    ...own('exercise', tree.exercises),
    ...own('situation', tree.groups),
  ];
}

function twice(all: readonly Named[], message: (one: Named, first: Named) => string): ContentProblem[] {
  const seen = new Map<string, Named>();
  return all.flatMap((one) => {
    const first = seen.get(one.id);
    if (first) return [error(one.at, one.path, 'id-twice', message(one, first))];
    seen.set(one.id, one);
    return [];
  });
}

function partIds(at: CheckWorld['tree']['exercises'][number]): ContentProblem[] {
  const { field, parts } = partsOf(at.value);
  const named = parts.map((part, index): Named => ({ id: part.id, what: field, at, path: [field, index, 'id'] }));
  return twice(named, (one) => `the id "${one.id}" stands twice in "${field}"; give each its own`);
}

/** A unit stands in one module, an exercise once in a unit; what no list names is never shown. */
function lists({ tree }: CheckWorld): ContentProblem[] {
  const inModules = tree.modules.flatMap((at) => at.value.units.map((id, index): Named => ({ id, what: 'unit', at, path: ['units', index] })));
  const repeated = tree.units.flatMap((at) =>
    twice(
      listedIn(at.value).map(({ id, path }): Named => ({ id, what: 'exercise', at, path })),
      (one) => `the exercise "${one.id}" stands twice in this unit; list it once`,
    ),
  );
  const unitIds = new Set(inModules.map((one) => one.id));
  const exerciseIds = new Set(tree.units.flatMap((at) => listedIn(at.value).map(({ id }) => id)));
  return [
    ...twice(inModules, (one, first) => `the unit "${one.id}" already belongs to ${first.at.file}; a unit has one module`),
    ...repeated,
    ...tree.units
      .filter((at) => !unitIds.has(at.value.id))
      .map((at) => warning(at, ['id'], 'not-listed', 'no module lists this unit, so nobody sees it; add its id to "units" of its module.yaml')),
    ...[...tree.exercises.filter((at) => at.value.group === undefined), ...tree.groups]
      .filter((at) => !exerciseIds.has(at.value.id))
      .map((at) => warning(at, ['id'], 'not-listed', 'no unit lists this exercise, so nobody sees it; add its id to a section of its unit.yaml')),
  ];
}
