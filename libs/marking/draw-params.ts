import type { Family, PackedExercise, Param } from '#lotse/contract';
import { Num, type Values } from './decimal.js';
import { evaluateCondition, evaluateNumber } from './evaluate.js';
import { ExpressionError, namesIn, parseExpression } from './expression.js';
import { randomFrom, seedFor } from './random.js';

type Drawn = Pick<Family, 'params' | 'cases' | 'derive' | 'require'>;
const MOST_DRAWS = 1000;
/** Derived values that are worked out from each other. */
const DEEPEST = 50;
const NO_FAMILY: Family = { params: {}, derive: {}, seeds: [] };
const NO_VALUES: Values = {};

/** What varies in an exercise; packages of format 1 say it inside the body of a number task. */
export function familyOf({ family, body }: Pick<PackedExercise, 'family' | 'body'>): Family {
  if (family) return family;
  return body.kind === 'number' && body.params !== undefined ? (body as Family) : NO_FAMILY;
}

/** The drawn values of an exercise for one seed. */
export function valuesFor(exercise: Pick<PackedExercise, 'family' | 'body'>, seed: number): Values {
  const family = familyOf(exercise);
  return family === NO_FAMILY ? NO_VALUES : drawParams(family, seed);
}

/**
 * The case, parameters and derived values of a family for one seed: the same seed always gives the same task,
 * on the server and on a device, in whatever order the fields stand. Throws ExpressionError when `require`
 * is never met or a derived value cannot be computed; the content check draws every deployed seed beforehand.
 */
export function drawParams(family: Drawn, seed: number): Values {
  const known = drawn.get(family) ?? new Map<number, Values>();
  drawn.set(family, known);
  const values = known.get(seed) ?? draw(family, seed);
  if (known.size >= MOST_KEPT) known.clear();
  known.set(seed, values);
  return values;
}

/** One answer needs its values several times: to mark, to fill the feedback, to solve. They live as long as their task. */
const drawn = new WeakMap<Drawn, Map<number, Values>>();
const MOST_KEPT = 100;

function draw(family: Drawn, seed: number): Values {
  const row = caseOf(family, seed);
  const draws = Object.entries(family.params).map(([name, param]) => ({ name, param, random: randomFrom(seedFor(name, seed)) }));
  for (let attempt = 0; attempt < (draws.length === 0 ? 1 : MOST_DRAWS); attempt += 1) {
    const params = Object.fromEntries(draws.map((draw) => [draw.name, drawOne(draw.param, draw.random)]));
    const values = derive({ ...row, ...params }, family.derive);
    if (family.require === undefined || evaluateCondition(family.require, values)) return values;
  }
  throw new ExpressionError(`no draw of seed ${seed} meets "${family.require}"; loosen require or the parameters`);
}

/** Seed 1 draws the first row, seed 2 the second, and so on round and round. */
function caseOf({ cases = [] }: Drawn, seed: number): Values {
  const row = cases[(((seed - 1) % cases.length) + cases.length) % cases.length] ?? {};
  return Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, valueOf(cell)]));
}

function valueOf(cell: number | string): Num | string {
  return typeof cell === 'number' ? new Num(cell) : cell;
}

function drawOne(param: Param, random: () => number): Num | string {
  if ('pick' in param) return valueOf(param.pick[Math.floor(random() * param.pick.length)] ?? 0);
  const [from, to] = param.int;
  const step = param.step ?? 1;
  const count = Math.floor((to - from) / step) + 1;
  return new Num(step).times(Math.floor(random() * Math.max(1, count))).plus(from);
}

/** Derived values may use each other; a circle is an error. The order in the file does not matter. */
function derive(params: Values, rules: Readonly<Record<string, string>>): Values {
  const known: Record<string, Num | string> = { ...params };
  const visit = (name: string, above: readonly string[]): void => {
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    if (rule === undefined || Object.hasOwn(known, name)) return;
    if (above.includes(name)) throw new ExpressionError(`derive goes in a circle: ${[...above, name].join(' → ')}`);
    if (above.length >= DEEPEST) throw new ExpressionError(`derive goes through more than ${DEEPEST} values, one from the other; shorten the chain`);
    for (const needed of namesIn(parseExpression(rule))) visit(needed, [...above, name]);
    known[name] = evaluateNumber(rule, known);
  };
  for (const name of Object.keys(rules)) visit(name, []);
  return known;
}
