import { buildForms } from './build-forms.js';
import { buildPackages } from './build-packages.js';
import { checkAlike } from './check/alike.js';
import { checkAmount } from './check/amount.js';
import { checkAnswerTests } from './check/answer-tests.js';
import { checkAudio } from './check/audio.js';
import { checkFacts } from './check/facts.js';
import { checkIds } from './check/ids.js';
import { checkDraws } from './check/draws.js';
import { checkFamilies } from './check/families.js';
import { checkForms } from './check/forms.js';
import { checkGroups } from './check/groups.js';
import { instancesOf } from './check/instances.js';
import { checkKeyLength } from './check/key-length.js';
import { checkNeighbours } from './check/neighbours.js';
import { checkPlainLanguage } from './check/plain-language.js';
import { checkSentences } from './check/sentences.js';
import { checkSources } from './check/sources.js';
import { checkUnused } from './check/unused.js';
import type { Check, CheckWorld } from './check/world.js';
import { checkBody } from './kinds/index.js';
import type { Dictionary } from './neighbours.js';
import type { ContentProblem } from './problem.js';
import { readContent } from './read-content.js';

/** What each kind says about its own fields. */
const checkBodies: Check = ({ tree }) => tree.exercises.flatMap(checkBody);

const CHECKS: readonly Check[] = [
  checkIds,
  checkBodies,
  checkGroups,
  checkFamilies,
  checkDraws,
  checkAnswerTests,
  checkSources,
  checkFacts,
  checkPlainLanguage,
  checkSentences,
  checkKeyLength,
  checkAlike,
  checkNeighbours,
  checkUnused,
  checkAmount,
  checkAudio,
  checkForms,
];

/** What was checked, in numbers. `instances` counts each deployed seed whose answer or reasoning is another. */
export interface ContentSummary {
  modules: number;
  units: number;
  exercises: number;
  instances: number;
  byKind: Record<string, number>;
  glossary: number;
  facts: number;
  forms: number;
  packages: number;
  errors: number;
  warnings: number;
  /** Sources nobody has compared with the text of the law. */
  unchecked: number;
}

/**
 * Everything a release must pass, for one day (YYYY-MM-DD). Problems are sorted by file and line; the content may be
 * released when none of them is an error. With a dictionary, words near the answers of a gap are looked for.
 */
export function checkContent(dir: string, asOf: string, dictionary: Dictionary | null = null): { problems: ContentProblem[]; summary: ContentSummary } {
  const tree = readContent(dir);
  const built = buildPackages(tree, asOf);
  const packed = new Map(built.packages.flatMap((pkg) => pkg.exercises).map((exercise) => [exercise.id, exercise]));
  const world: CheckWorld = { tree, packed, packages: built.packages, asOf, dictionary };
  const problems = eachOnce([...built.problems, ...buildForms(tree, asOf).problems, ...CHECKS.flatMap((check) => check(world))]).sort(byPlace);
  return { problems, summary: summarise(world, built.packages.length, problems) };
}

/** What parts of a situation share is checked with each of them. */
function eachOnce(problems: readonly ContentProblem[]): ContentProblem[] {
  const seen = new Set<string>();
  return problems.filter(({ file, line, code, message }) => {
    const key = JSON.stringify([file, line, code, message]);
    return !seen.has(key) && seen.add(key);
  });
}

function byPlace(a: ContentProblem, b: ContentProblem): number {
  return a.file === b.file ? (a.line ?? 0) - (b.line ?? 0) : a.file < b.file ? -1 : 1;
}

function summarise({ tree, packed }: CheckWorld, packages: number, problems: readonly ContentProblem[]): ContentSummary {
  const byKind: Record<string, number> = {};
  for (const { value } of tree.exercises) byKind[value.kind] = (byKind[value.kind] ?? 0) + 1;
  const instances = [...packed.values()].reduce((sum, exercise) => sum + instancesOf(exercise), 0);
  return {
    modules: tree.modules.length,
    units: tree.units.length,
    exercises: tree.exercises.length,
    instances,
    byKind,
    glossary: tree.glossary.reduce((sum, file) => sum + file.value.entries.length, 0),
    facts: tree.facts.length,
    forms: tree.forms.length,
    packages,
    errors: problems.filter((problem) => problem.level === 'error').length,
    warnings: problems.filter((problem) => problem.level === 'warning').length,
    unchecked: problems.filter((problem) => problem.code === 'unchecked').length,
  };
}
