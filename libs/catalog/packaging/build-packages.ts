import type { CompetencesFile, ModuleFile, PackedExercise, Section, TaskFile, UnitFile, UnitPackage } from '#lotse/contract';
import { packExercise } from './pack-exercise.js';
import { proveSolution } from './prove-solution.js';
import { problemAt, type ContentProblem, type FieldPath, type Loaded } from './problem.js';
import { proseFor, type ProseWorld } from './prose-pen.js';
import type { ContentTree } from './read-content.js';
import { factsOn } from './resolve-facts.js';
import { exercisesIn } from './unit-lists.js';

type Competence = CompetencesFile['competences'][number];
interface Workshop {
  tree: ContentTree;
  world: ProseWorld;
  packed: ReadonlyMap<string, PackedExercise>;
  competences: ReadonlyMap<string, Competence>;
  problems: ContentProblem[];
}

/**
 * Compiles a content tree into one package per unit, as it stands on the day `asOf` (YYYY-MM-DD).
 * An exercise with an error (unknown reference, broken prose, a fact without a value that day, a solution that
 * is not right) is left out, and so is a unit without exercises; `problems` says why and includes those found when reading. Pure: the
 * same tree and day give the same packages.
 */
export function buildPackages(tree: ContentTree, asOf: string): { packages: UnitPackage[]; problems: ContentProblem[] } {
  const shop: Workshop = {
    tree,
    packed: new Map(),
    world: {
      terms: new Set(tree.glossary.flatMap((file) => file.value.entries.map((entry) => entry.id))),
      facts: factsOn(tree.facts, asOf),
      audio: new Set(tree.audio),
    },
    competences: new Map(tree.competences.flatMap((file) => file.value.competences).map((one) => [one.id, one])),
    problems: [...tree.problems],
  };
  shop.packed = packAll(shop);
  const packages = tree.modules.flatMap((module) => packModule(shop, module));
  return { packages, problems: shop.problems };
}

function packAll(shop: Workshop): Map<string, PackedExercise> {
  const packed = new Map<string, PackedExercise>();
  for (const exercise of shop.tree.exercises) {
    const result = packExercise(exercise, shop.world);
    const problems = 'problems' in result ? result.problems : [...knownCompetence(shop, exercise), ...proveSolution(exercise, result.packed)];
    shop.problems.push(...problems);
    if ('packed' in result && problems.length === 0 && !packed.has(result.packed.id)) packed.set(result.packed.id, result.packed);
  }
  return packed;
}

function knownCompetence(shop: Workshop, at: Loaded<TaskFile>): ContentProblem[] {
  const id = at.value.competence;
  return shop.competences.has(id) ? [] : [unknown(at, ['competence'], 'competence', id)];
}

function unknown(at: Loaded<unknown>, path: FieldPath, what: string, id: string): ContentProblem {
  return problemAt(at, path, { code: `unknown-${what}`, message: `there is no usable ${what} "${id}"; add it, repair it, or correct the id` });
}

function packModule(shop: Workshop, module: Loaded<ModuleFile>): UnitPackage[] {
  const packages = module.value.units.flatMap((id, index) => {
    const unit = shop.tree.units.find((candidate) => candidate.value.id === id);
    if (!unit) {
      shop.problems.push(unknown(module, ['units', index], 'unit', id));
      return [];
    }
    const pkg = packUnit(shop, module.value, unit);
    return pkg ? [pkg] : [];
  });
  const moduleUnits = packages.map((pkg) => pkg.unitId);
  return packages.map((pkg) => ({ ...pkg, moduleUnits }));
}

function packUnit(shop: Workshop, module: ModuleFile, unit: Loaded<UnitFile>): UnitPackage | null {
  const file = unit.value;
  const listed = exercisesIn(file, shop.tree.groups);
  const missing = (what: string, known: (id: string) => boolean, ids: readonly { id: string; path: FieldPath }[]): void => {
    for (const { id, path } of ids) if (!known(id)) shop.problems.push(unknown(unit, path, what, id));
  };
  missing('exercise', (id) => shop.packed.has(id), listed);
  missing('competence', (id) => shop.competences.has(id), at('competences', file.competences));
  const exercises = listed.flatMap(({ id, section }) => withSection(shop.packed.get(id), section));
  if (!exercises.some(({ section }) => section === undefined || section === 'mixed')) {
    shop.problems.push(
      problemAt(unit, ['exercises'], { code: 'unit-empty', message: 'the unit has no usable exercise, so it is left out; repair its exercises' }),
    );
    return null;
  }
  const ids = [...new Set([...file.competences, ...exercises.map((exercise) => exercise.competence)])];
  const entries = shop.tree.glossary.flatMap((one) => one.value.entries);
  missing('glossary word', (id) => entries.some((entry) => entry.id === id), at('sections.words', file.sections?.words ?? []));
  const words = new Set([...exercises.flatMap((exercise) => exercise.glossary), ...(file.sections?.words ?? [])]);
  return {
    format: 2,
    unitId: file.id,
    moduleId: module.id,
    title: file.title,
    moduleTitle: module.title,
    moduleUnits: [],
    goals: file.goals,
    minutes: file.minutes,
    ...audienceOf(shop.tree.exercises.filter((one) => exercises.some((exercise) => exercise.id === one.value.id))),
    competences: ids.flatMap((id) => shop.competences.get(id) ?? []).map(({ id, title }) => ({ id, title })),
    exercises,
    ...packEnd(shop, unit),
    glossary: entries.filter((entry) => words.has(entry.id)),
  };
}

const at = (path: string, ids: readonly string[]): { id: string; path: FieldPath }[] => ids.map((id, index) => ({ id, path: [...path.split('.'), index] }));

/** `block` is what a task without a section belongs to, so that a unit written as one list builds the tasks it always did. */
function withSection(exercise: PackedExercise | undefined, section: Section): PackedExercise[] {
  return exercise ? [section === 'block' ? exercise : { ...exercise, section }] : [];
}

/** What stands at the end of a unit: its summary and its words. */
function packEnd(shop: Workshop, unit: Loaded<UnitFile>): Pick<UnitPackage, 'summary' | 'words'> {
  const { summary, words } = unit.value.sections ?? {};
  const pen = proseFor({ ...unit, value: {} }, shop.world);
  const lines = (summary ?? []).map((line, index) => pen.text(['sections', 'summary', index, 'text'], line.text, line.textPlain));
  shop.problems.push(...pen.problems);
  return { ...(summary === undefined ? {} : { summary: lines }), ...(words === undefined ? {} : { words }) };
}

const FOR_ALL = 'alle';

/** For whom a unit is: the highest level its tasks ask for, and the occupations they name. */
function audienceOf(exercises: readonly Loaded<TaskFile>[]): Pick<UnitPackage, 'cefr' | 'occupations'> {
  const cefr = exercises
    .map((one) => one.value.cefr)
    .sort()
    .at(-1);
  const occupations = [...new Set(exercises.flatMap((one) => one.value.occupations))].filter((one) => one !== FOR_ALL).sort();
  return { ...(cefr === undefined ? {} : { cefr }), occupations };
}
