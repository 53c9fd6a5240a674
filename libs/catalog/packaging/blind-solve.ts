import * as z from 'zod/mini';
import { Response, type PackedExercise, type Prose, type TaskView, type UnitPackage } from '#lotse/contract';
import { UnfitResponse, familyOf, mark, solve, viewTask } from '#lotse/marking';
import { buildPackages } from './build-packages.js';
import { readContent } from './read-content.js';
import { writeProse } from './write-prose.js';

/** How many variants of a family a reader solves. */
const SEEDS = 3;
/** Fields of a view that tell a reader nothing they need, or point to the competence asked for. */
const NOT_SHOWN = new Set(['exerciseId', 'rev', 'competence', 'glossary', 'hint', 'textPlain', 'labelPlain']);

/** One task as a reader of a blind solve sees it: no key, no reasons, texts as Markdown of the content files. */
export interface PaperTask {
  /** `<exercise>#<seed>`, the name under which its answer is given. */
  key: string;
  unit: string;
  task: unknown;
}

/** What a reader answered and how it was marked. Disagreements are those that are not `right`. */
export interface BlindAnswer {
  key: string;
  verdict: string;
  given: unknown;
  solution: unknown;
  says: string;
}

/** Every task of the module that can be answered, families at three seeds; worked examples that only show are left out. */
export function blindPaper(dir: string, asOf: string, module: string): PaperTask[] {
  return instancesIn(dir, asOf, module).map(({ key, pkg, exercise, seed }) => ({
    key,
    unit: pkg.unitId,
    task: shown(viewFor(key, pkg, exercise, seed), neutralIds(viewFor(key, pkg, exercise, seed).body)),
  }));
}

/** Marks a reader's answers, by key of the paper; a task without an answer is named `missing`, one of another form `unfit`. */
export function markBlind(dir: string, asOf: string, module: string, answers: Readonly<Record<string, unknown>>): BlindAnswer[] {
  return instancesIn(dir, asOf, module).map(({ key, pkg, exercise, seed }) => {
    const ids = neutralIds(viewFor(key, pkg, exercise, seed).body);
    const given = renamed(answers[key], new Map([...ids].map(([own, neutral]) => [neutral, own])));
    const { solution } = solve(exercise, { seed });
    const read = z.safeParse(Response, typeof given === 'object' && given !== null ? { kind: exercise.body.kind, ...given } : given);
    const result = given === undefined ? { verdict: 'missing', says: '' } : read.success ? marked(exercise, read.data, seed) : { verdict: 'unfit', says: '' };
    return { key, given, solution, ...result };
  });
}

function marked(exercise: PackedExercise, response: Response, seed: number): { verdict: string; says: string } {
  try {
    const { verdict, feedback } = mark(exercise, response, { seed });
    return { verdict, says: writeProse(feedback.standard) };
  } catch (cause) {
    if (cause instanceof UnfitResponse) return { verdict: 'unfit', says: cause.message };
    throw cause;
  }
}

function instancesIn(dir: string, asOf: string, module: string): { key: string; pkg: UnitPackage; exercise: PackedExercise; seed: number }[] {
  const packages = buildPackages(readContent(dir), asOf).packages.filter((pkg) => pkg.moduleId === module);
  return packages.flatMap((pkg) =>
    pkg.exercises
      .filter((exercise) => exercise.prefilled !== 'all')
      .flatMap((exercise) => {
        const { seeds } = familyOf(exercise);
        return (seeds.length === 0 ? [1] : seeds.slice(0, SEEDS)).map((seed) => ({ key: `${exercise.id}#${seed}`, pkg, exercise, seed }));
      }),
  );
}

function viewFor(key: string, pkg: UnitPackage, exercise: PackedExercise, seed: number): TaskView {
  return viewTask(exercise, pkg, { seed, shuffle: seed * 7 + key.length });
}

/** Authors often write the right option first and call it "a": a reader gets ids by the order shown, such as `k2`, one letter for each list. */
function neutralIds(body: object): Map<string, string> {
  const lists = Object.values(body).filter((list): list is { id: string }[] => Array.isArray(list) && list.every(hasId));
  return new Map(lists.flatMap((list, at) => list.map(({ id }, index): [string, string] => [id, `${'kmpq'[at]}${index + 1}`])));
}

function hasId(part: unknown): part is { id: string } {
  return typeof part === 'object' && part !== null && 'id' in part && typeof part.id === 'string';
}

/** The same value with ids, or fields named by ids, replaced. */
function renamed(value: unknown, ids: ReadonlyMap<string, string>): unknown {
  const one = (name: string): string => ids.get(name) ?? name;
  if (typeof value === 'string') return one(value);
  if (Array.isArray(value)) return value.map((part) => renamed(part, ids));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [one(name), renamed(part, ids)]));
}

/** A view without what a reader does not need; each text once, as its standard version. */
function shown(value: unknown, ids: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return isProse(value) ? writeProse(gapsNamed(value, ids)) : value.map((part) => shown(part, ids));
  if (typeof value !== 'object' || value === null) return value;
  if ('standard' in value && 'plain' in value) return shown(value.standard, ids);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !NOT_SHOWN.has(name))
      .map(([name, part]) => [
        name,
        name === 'id' && typeof part === 'string' ? (ids.get(part) ?? part) : name === 'prefilled' ? renamed(part, ids) : shown(part, ids),
      ]),
  );
}

function gapsNamed(prose: Prose, ids: ReadonlyMap<string, string>): Prose {
  return JSON.parse(JSON.stringify(prose), (name, part: unknown) => (name === 'gap' && typeof part === 'string' ? (ids.get(part) ?? part) : part)) as Prose;
}

function isProse(value: readonly unknown[]): value is Prose {
  return value.length > 0 && value.every((block) => typeof block === 'object' && block !== null && ['para', 'ul', 'ol', 'table'].some((name) => name in block));
}
