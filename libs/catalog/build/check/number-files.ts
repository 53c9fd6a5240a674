import { ExpressionError, mayBeName, namesIn, parseExpression } from '#lotse/marking';
import type { ContentProblem, FieldPath, Loaded } from '../problem.js';
import { error, exercisesOf, warning, type Check, type FileOf } from './world.js';

type NumberFile = Loaded<FileOf<'number'>>;

/** Number tasks as written: names, expressions, parameters and the list of deployed seeds. */
export const checkNumberFiles: Check = (world) =>
  exercisesOf(world, 'number').flatMap((at) => [...names(at), ...expressions(at), ...parameters(at), ...seeds(at), ...bothStems(at)]);

/** Whoever reads the plain stem gets the same values. */
function bothStems(at: NumberFile): ContentProblem[] {
  const named = (text: string): string[] => [...text.matchAll(/\{\{p:([a-z0-9_]+)/g)].map(([, name]) => name ?? '');
  const [standard, plain] = [named(at.value.stem), named(at.value.stemPlain)];
  const lacking = (field: string, has: string[], other: string[]): ContentProblem[] =>
    [...new Set(other)]
      .filter((name) => !has.includes(name))
      .map((name) => error(at, [field], 'value-missing', `{{p:${name}}} stands in the other stem and not in "${field}"; both levels need the same values`));
  return [...lacking('stem', standard, plain), ...lacking('stemPlain', plain, standard)];
}

function names(at: NumberFile): ContentProblem[] {
  const { params = {}, derive = {} } = at.value;
  const bad = (
    [
      ['params', params],
      ['derive', derive],
    ] as const
  ).flatMap(([field, group]) =>
    Object.keys(group)
      .filter((name) => !mayBeName(name))
      .map((name) =>
        error(at, [field, name], 'bad-name', `"${name}" cannot be a name; use small letters and digits, not "x" and no word of the expression language`),
      ),
  );
  const both = Object.keys(derive).filter((name) => Object.hasOwn(params, name));
  return [...bad, ...both.map((name) => error(at, ['derive', name], 'bad-name', `"${name}" is a parameter and a derived value; rename one`))];
}

function expressions(at: NumberFile): ContentProblem[] {
  const { params = {}, derive = {}, mistakes = [] } = at.value;
  const known = [...Object.keys(params), ...Object.keys(derive)];
  const all: [FieldPath, string, string[]][] = [
    [['answer'], String(at.value.answer), known],
    ...Object.entries(derive).map(([name, rule]): [FieldPath, string, string[]] => [['derive', name], String(rule), known]),
    ...(at.value.require === undefined ? [] : [[['require'], at.value.require, known] as [FieldPath, string, string[]]]),
    ...mistakes.map((mistake, index): [FieldPath, string, string[]] => [['mistakes', index, 'when'], mistake.when, [...known, 'x']]),
  ];
  const used = new Set(all.flatMap(([, text]) => usedNames(text)));
  const idle = Object.keys(params).filter((name) => !used.has(name) && !JSON.stringify(at.value).includes(`{{p:${name}`));
  return [
    ...all.flatMap(([path, text, allowed]) => expression(at, path, text, allowed)),
    ...idle.map((name) => warning(at, ['params', name], 'param-unused', `the parameter "${name}" is used nowhere; delete it`)),
  ];
}

function usedNames(text: string): string[] {
  try {
    return namesIn(parseExpression(text));
  } catch (cause) {
    if (cause instanceof ExpressionError) return [];
    throw cause;
  }
}

function expression(at: NumberFile, path: FieldPath, text: string, allowed: readonly string[]): ContentProblem[] {
  try {
    const unknown = namesIn(parseExpression(text)).filter((name) => !allowed.includes(name));
    return unknown.map((name) => error(at, path, 'unknown-name', `"${name}" is not known here; known are ${allowed.join(', ') || 'no names'}`));
  } catch (cause) {
    if (cause instanceof ExpressionError) return [error(at, path, 'expression', cause.message)];
    throw cause;
  }
}

function parameters(at: NumberFile): ContentProblem[] {
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

function seeds(at: NumberFile): ContentProblem[] {
  const { params = {}, seeds: deployed = [], tests } = at.value;
  const family = Object.keys(params).length > 0;
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
