import type { PackedBody, Param } from '#lotse/contract';
import { Num, type Values } from './decimal.js';
import { evaluateCondition, evaluateNumber } from './evaluate.js';
import { ExpressionError, namesIn, parseExpression } from './expression.js';
import { randomFrom, seedFor } from './random.js';

export type NumberBody = Extract<PackedBody, { kind: 'number' }>;
type DrawnBody = Pick<NumberBody, 'params' | 'derive' | 'require'>;
const MOST_DRAWS = 1000;

/**
 * The parameters and derived values of a number task for one seed: the same seed always gives the same task,
 * on the server and on a device, in whatever order the fields stand. Throws ExpressionError when `require`
 * is never met or a derived value cannot be computed; the content check draws every deployed seed beforehand.
 */
export function drawParams(body: DrawnBody, seed: number): Values {
  const known = drawn.get(body) ?? new Map<number, Values>();
  drawn.set(body, known);
  const values = known.get(seed) ?? draw(body, seed);
  if (known.size >= MOST_KEPT) known.clear();
  known.set(seed, values);
  return values;
}

/** One answer needs its values several times: to mark, to fill the feedback, to solve. They live as long as their task. */
const drawn = new WeakMap<DrawnBody, Map<number, Values>>();
const MOST_KEPT = 100;

function draw(body: DrawnBody, seed: number): Values {
  const draws = Object.entries(body.params).map(([name, param]) => ({ name, param, random: randomFrom(seedFor(name, seed)) }));
  for (let attempt = 0; attempt < (draws.length === 0 ? 1 : MOST_DRAWS); attempt += 1) {
    const params = Object.fromEntries(draws.map((draw) => [draw.name, drawOne(draw.param, draw.random)]));
    const values = derive(params, body.derive);
    if (body.require === undefined || evaluateCondition(body.require, values)) return values;
  }
  throw new ExpressionError(`no draw of seed ${seed} meets "${body.require}"; loosen require or the parameters`);
}

function drawOne(param: Param, random: () => number): Num {
  if ('pick' in param) return new Num(param.pick[Math.floor(random() * param.pick.length)] ?? 0);
  const [from, to] = param.int;
  const step = param.step ?? 1;
  const count = Math.floor((to - from) / step) + 1;
  return new Num(step).times(Math.floor(random() * Math.max(1, count))).plus(from);
}

/** Derived values may use each other; a circle is an error. The order in the file does not matter. */
function derive(params: Values, rules: Readonly<Record<string, string>>): Values {
  const known: Record<string, Num> = { ...params };
  const visit = (name: string, above: readonly string[]): void => {
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    if (rule === undefined || Object.hasOwn(known, name)) return;
    if (above.includes(name)) throw new ExpressionError(`derive goes in a circle: ${[...above, name].join(' → ')}`);
    for (const needed of namesIn(parseExpression(rule))) visit(needed, [...above, name]);
    known[name] = evaluateNumber(rule, known);
  };
  for (const name of Object.keys(rules)) visit(name, []);
  return known;
}
