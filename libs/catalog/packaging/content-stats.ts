import { isHardToGuess } from '#lotse/marking';
import { buildPackages } from './build-packages.js';
import { instancesOf } from './check/instances.js';
import { textsOf } from './check/walk-texts.js';
import { readContent } from './read-content.js';
import { exercisesIn } from './unit-lists.js';

export interface ModuleStats {
  id: string;
  units: number;
  /** Authored tasks that can be answered; worked examples are counted apart. */
  tasks: number;
  examples: number;
  byKind: Record<string, number>;
  /** Different tasks per competence, worked examples left out, and how many of them cannot be guessed. */
  competences: Record<string, { instances: number; hardToGuess: number }>;
  /** Words of the glossary that the module's units list or its tasks link to. */
  words: number;
  /** Facts that its tasks show. */
  facts: number;
  /** Share of texts with a plain version of their own, from 0 to 1. */
  plain: number;
}

const NOT_READ = new Set(['tests', 'sources', 'group']);

/** What each module holds, for authors and for the report of a release. */
export function contentStats(dir: string, asOf: string): ModuleStats[] {
  const tree = readContent(dir);
  const packed = new Map(
    buildPackages(tree, asOf)
      .packages.flatMap((pkg) => pkg.exercises)
      .map((exercise) => [exercise.id, exercise]),
  );
  return tree.modules.map(({ value: module }) => {
    const units = tree.units.filter((unit) => module.units.includes(unit.value.id)).map((unit) => unit.value);
    const listed = units.flatMap((unit) => exercisesIn(unit, tree.groups));
    const examples = new Set(listed.filter(({ section }) => section === 'example').map(({ id }) => id));
    const files = tree.exercises.map((at) => at.value).filter((file) => listed.some(({ id }) => id === file.id));
    const tasks = files.filter((file) => !examples.has(file.id));
    const text = JSON.stringify(files);
    return {
      id: module.id,
      units: units.length,
      tasks: tasks.length,
      examples: examples.size,
      byKind: countBy(tasks.map((file) => file.kind)),
      competences: competencesOf(tasks.flatMap((file) => packed.get(file.id) ?? [])),
      words: new Set([...units.flatMap((unit) => unit.sections?.words ?? []), ...names(text, /\[\[([a-z0-9.-]+)\|/g)]).size,
      facts: names(text, /\{\{fact:([a-z0-9.-]+)/g).size,
      plain: plainShare(files),
    };
  });
}

type Packed = Parameters<typeof instancesOf>[0];

function competencesOf(exercises: readonly Packed[]): ModuleStats['competences'] {
  const out: ModuleStats['competences'] = {};
  for (const exercise of exercises) {
    const instances = instancesOf(exercise);
    const entry = (out[exercise.competence] ??= { instances: 0, hardToGuess: 0 });
    entry.instances += instances;
    if (isHardToGuess(exercise)) entry.hardToGuess += instances;
  }
  return out;
}

function countBy(names: readonly string[]): Record<string, number> {
  const out: Record<string, number> = {};
  for (const name of names) out[name] = (out[name] ?? 0) + 1;
  return out;
}

function names(text: string, pattern: RegExp): Set<string> {
  return new Set([...text.matchAll(pattern)].map(([, name]) => name ?? ''));
}

function plainShare(files: readonly object[]): number {
  const texts = files.flatMap((file) => textsOf(file, NOT_READ));
  const standard = texts.filter(({ plain }) => !plain).length;
  return standard === 0 ? 0 : Math.min(1, Number((texts.filter(({ plain }) => plain).length / standard).toFixed(2)));
}
