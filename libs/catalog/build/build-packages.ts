import type { CompetencesFile, ExerciseFile, ModuleFile, PackedExercise, UnitFile, UnitPackage } from '#lotse/contract';
import { packExercise } from './pack-exercise.js';
import { proveSolution } from './prove-solution.js';
import { problemAt, type ContentProblem, type Loaded } from './problem.js';
import type { ContentTree } from './read-content.js';
import { factsOn } from './resolve-facts.js';

type Competence = CompetencesFile['competences'][number];
interface Workshop {
  tree: ContentTree;
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
    competences: new Map(tree.competences.flatMap((file) => file.value.competences).map((one) => [one.id, one])),
    problems: [...tree.problems],
  };
  shop.packed = packAll(shop, asOf);
  const packages = tree.modules.flatMap((module) => packModule(shop, module));
  return { packages, problems: shop.problems };
}

function packAll(shop: Workshop, asOf: string): Map<string, PackedExercise> {
  const terms = new Set(shop.tree.glossary.flatMap((file) => file.value.entries.map((entry) => entry.id)));
  const world = { terms, facts: factsOn(shop.tree.facts, asOf) };
  const packed = new Map<string, PackedExercise>();
  for (const exercise of shop.tree.exercises) {
    const result = packExercise(exercise, world);
    const problems = 'problems' in result ? result.problems : [...knownCompetence(shop, exercise), ...proveSolution(exercise, result.packed)];
    shop.problems.push(...problems);
    if ('packed' in result && problems.length === 0 && !packed.has(result.packed.id)) packed.set(result.packed.id, result.packed);
  }
  return packed;
}

function knownCompetence(shop: Workshop, at: Loaded<ExerciseFile>): ContentProblem[] {
  const id = at.value.competence;
  return shop.competences.has(id) ? [] : [unknown(at, ['competence'], 'competence', id)];
}

function unknown(at: Loaded<unknown>, path: (string | number)[], what: string, id: string): ContentProblem {
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
  const missing = (what: string, path: string, known: (id: string) => boolean, ids: readonly string[]): void => {
    ids.forEach((id, index) => {
      if (!known(id)) shop.problems.push(unknown(unit, [path, index], what, id));
    });
  };
  missing('exercise', 'exercises', (id) => shop.packed.has(id), file.exercises);
  missing('competence', 'competences', (id) => shop.competences.has(id), file.competences);
  const exercises = file.exercises.flatMap((id) => shop.packed.get(id) ?? []);
  if (exercises.length === 0) {
    shop.problems.push(
      problemAt(unit, ['exercises'], { code: 'unit-empty', message: 'the unit has no usable exercise, so it is left out; repair its exercises' }),
    );
    return null;
  }
  const ids = [...new Set([...file.competences, ...exercises.map((exercise) => exercise.competence)])];
  const words = new Set(exercises.flatMap((exercise) => exercise.glossary));
  return {
    format: 1,
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
    glossary: shop.tree.glossary.flatMap((one) => one.value.entries).filter((entry) => words.has(entry.id)),
  };
}

const FOR_ALL = 'alle';

/** For whom a unit is: the highest level its tasks ask for, and the occupations they name. */
function audienceOf(exercises: readonly Loaded<ExerciseFile>[]): Pick<UnitPackage, 'cefr' | 'occupations'> {
  const cefr = exercises
    .map((one) => one.value.cefr)
    .sort()
    .at(-1);
  const occupations = [...new Set(exercises.flatMap((one) => one.value.occupations))].filter((one) => one !== FOR_ALL).sort();
  return { ...(cefr === undefined ? {} : { cefr }), occupations };
}
