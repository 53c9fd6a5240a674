import type { TaskFile } from '#lotse/contract';
import { ExpressionError, mayBeName, namesIn, parseExpression } from '#lotse/marking';
import { formulasOf } from '../kinds/index.js';
import type { ContentProblem, FieldPath, Loaded } from '../problem.js';
import { namesOf } from '../prose-pen.js';
import { error, warning, type Check } from './world.js';

type File = Loaded<TaskFile>;

/** Families as written: names, expressions, parameters, cases and the list of deployed seeds. */
export const checkFamilies: Check = (world) =>
  world.tree.exercises.flatMap((at) => [
    ...names(at),
    ...expressions(at),
    ...circles(at),
    ...parameters(at),
    ...cases(at),
    ...cellSpaces(at),
    ...seeds(at),
    ...bothStems(at),
  ]);

/** Whoever reads the plain stem gets the same values. */
function bothStems(at: File): ContentProblem[] {
  const named = (text: string): string[] => [...text.matchAll(/\{\{p:([a-z0-9_]+)/g)].map(([, name]) => name ?? '');
  const [standard, plain] = [named(at.value.stem), named(at.value.stemPlain)];
  const lacking = (field: string, has: string[], other: string[]): ContentProblem[] =>
    [...new Set(other)]
      .filter((name) => !has.includes(name))
      .map((name) => error(at, [field], 'value-missing', `{{p:${name}}} stands in the other stem and not in "${field}"; both levels need the same values`));
  return [...lacking('stem', standard, plain), ...lacking('stemPlain', plain, standard)];
}

function names(at: File): ContentProblem[] {
  const { params = {}, derive = {}, cases: rows = [] } = at.value;
  const columns = rows[0] ?? {};
  const groups: [string, object][] = [
    ['params', params],
    ['cases', columns],
    ['derive', derive],
  ];
  const bad = groups.flatMap(([field, group]) =>
    Object.keys(group)
      .filter((name) => !mayBeName(name))
      .map((name) =>
        error(at, [field, name], 'bad-name', `"${name}" cannot be a name; use small letters and digits, not "x" and no word of the expression language`),
      ),
  );
  const all = groups.flatMap(([field, group]) => Object.keys(group).map((name) => ({ field, name })));
  const both = all.filter(({ name }, index) => all.findIndex((one) => one.name === name) !== index);
  return [
    ...bad,
    ...both.map(({ field, name }) => error(at, [field, name], 'bad-name', `"${name}" is named twice among "params", "cases" and "derive"; rename one`)),
  ];
}

function expressions(at: File): ContentProblem[] {
  const { params = {}, derive = {} } = at.value;
  const known = namesOf(at.value);
  const all: [FieldPath, string, string[]][] = [
    ...formulasOf(at.value).map(({ path, text, names: more = [] }): [FieldPath, string, string[]] => [path, text, [...known, ...more]]),
    ...Object.entries(derive).map(([name, rule]): [FieldPath, string, string[]] => [['derive', name], String(rule), known]),
    ...(at.value.require === undefined ? [] : [[['require'], at.value.require, known] as [FieldPath, string, string[]]]),
  ];
  const used = new Set(all.flatMap(([, text]) => usedNames(text)));
  const idle = Object.keys(params).filter((name) => !used.has(name) && !JSON.stringify(at.value).includes(`{{p:${name}`));
  return [
    ...all.flatMap(([path, text, allowed]) => expression(at, path, text, allowed)),
    ...idle.map((name) => warning(at, ['params', name], 'param-unused', `the parameter "${name}" is used nowhere; delete it`)),
  ];
}

/** Derived values that are worked out from each other, round and round: one such circle is named. */
function circles(at: File): ContentProblem[] {
  const all = Object.entries(at.value.derive ?? {});
  const rules = new Map(all.map(([name, rule]) => [name, usedNames(String(rule)).filter((needed) => Object.hasOwn(at.value.derive ?? {}, needed))]));
  const way = circleIn(rules);
  const [first = ''] = way;
  return way.length === 0
    ? []
    : [error(at, ['derive', first], 'derive-circle', `"derive" goes in a circle: ${way.join(' → ')}; work one of them out otherwise`)];
}

/** Takes away what can be worked out until nothing more can: what is left then leads into a circle. */
function circleIn(rules: ReadonlyMap<string, readonly string[]>): string[] {
  const missing = new Map([...rules].map(([name, needed]) => [name, needed.length]));
  const usedBy = Map.groupBy(
    [...rules].flatMap(([name, needed]) => needed.map((one) => ({ one, name }))),
    ({ one }) => one,
  );
  const ready = [...missing.keys()].filter((name) => missing.get(name) === 0);
  for (let known = ready.pop(); known !== undefined; known = ready.pop()) {
    for (const { name } of usedBy.get(known) ?? []) {
      const left = (missing.get(name) ?? 0) - 1;
      missing.set(name, left);
      if (left === 0) ready.push(name);
    }
  }
  const isLeft = (name: string): boolean => (missing.get(name) ?? 0) > 0;
  const way = new Set<string>();
  let at = [...rules.keys()].find(isLeft);
  for (; at !== undefined && !way.has(at); at = rules.get(at)?.find(isLeft)) way.add(at);
  const names = [...way];
  return at === undefined ? [] : [...names.slice(names.indexOf(at)), at];
}

function usedNames(text: string): string[] {
  try {
    return namesIn(parseExpression(text));
  } catch (cause) {
    if (cause instanceof ExpressionError) return [];
    throw cause;
  }
}

function expression(at: File, path: FieldPath, text: string, allowed: readonly string[]): ContentProblem[] {
  try {
    const unknown = namesIn(parseExpression(text)).filter((name) => !allowed.includes(name));
    return unknown.map((name) => error(at, path, 'unknown-name', `"${name}" is not known here; known are ${allowed.join(', ') || 'no names'}`));
  } catch (cause) {
    if (cause instanceof ExpressionError) return [error(at, path, 'expression', cause.message)];
    throw cause;
  }
}

function parameters(at: File): ContentProblem[] {
  return Object.entries(at.value.params ?? {}).flatMap(([name, param]) => {
    if (!('int' in param)) return [];
    const [from, to] = param.int;
    const whole = [from, to, param.step ?? 1].every((part) => Number.isInteger(part));
    if (!whole) return [error(at, ['params', name], 'param-range', `"int" takes whole numbers; for others use pick: [0.5, 1.5]`)];
    return to - from < (param.step ?? 1)
      ? [error(at, ['params', name], 'param-range', `from ${from} to ${to} in steps of ${param.step ?? 1} leaves one value only; widen it`)]
      : [];
  });
}

/** Every row has the same columns. */
function cases(at: File): ContentProblem[] {
  const [first, ...rest] = (at.value.cases ?? []).map((row) => Object.keys(row).sort().join(', '));
  return rest.flatMap((columns, index) =>
    columns === first
      ? []
      : [error(at, ['cases', index + 1], 'case-columns', `this case has the columns ${columns}, the first has ${first ?? ''}; each needs the same`)],
  );
}

/** A space at either end of a value is not seen in the file: the text has to bring the one between its words. */
function cellSpaces(at: File): ContentProblem[] {
  const cells: [FieldPath, string | number][] = [
    ...(at.value.cases ?? []).flatMap((row, index) => Object.entries(row).map(([name, cell]): [FieldPath, string | number] => [['cases', index, name], cell])),
    ...Object.entries(at.value.params ?? {}).flatMap(([name, param]) =>
      'pick' in param ? param.pick.map((cell, index): [FieldPath, string | number] => [['params', name, 'pick', index], cell]) : [],
    ),
  ];
  return cells
    .filter(([, cell]) => typeof cell === 'string' && cell !== cell.trim())
    .map(([path, cell]) => error(at, path, 'cell-space', `"${cell}" begins or ends with a space; write the space into the text beside the value`));
}

function seeds(at: File): ContentProblem[] {
  const { params = {}, cases: rows, seeds: given, tests } = at.value;
  const family = Object.keys(params).length > 0 || rows !== undefined;
  const deployed = given ?? (rows ?? []).map((_, index) => index + 1);
  const twice = deployed.filter((seed, index) => deployed.indexOf(seed) !== index);
  const strangers = tests.map((test, index) => ({ seed: test.seed, index })).filter(({ seed }) => seed !== undefined && family && !deployed.includes(seed));
  return [
    ...(family && deployed.length === 0 ? [error(at, ['params'], 'seeds-missing', 'a task with parameters needs "seeds", such as [1, 2, 3, 4, 5]')] : []),
    ...(!family && deployed.length > 0 ? [error(at, ['seeds'], 'seeds-idle', '"seeds" without "params" all give the same task; delete them')] : []),
    ...twice.map((seed) => error(at, ['seeds'], 'seed-twice', `the seed ${seed} stands twice`)),
    ...strangers.map(({ seed, index }) =>
      error(at, ['tests', index, 'seed'], 'seed-unknown', `the seed ${String(seed)} is not in "seeds"; test a deployed one`),
    ),
  ];
}
