import type { PackedTruth } from '#lotse/contract';
import { Num, roundTo, type Values } from './decimal.js';
import { ExpressionError, parseExpression, type BinaryOp, type Expression } from './expression.js';

const MOST_STEPS = 1000;
const HIGHEST_POWER = 64;

type Value = Num | boolean;
interface Walk {
  values: Values;
  steps: number;
}

/** The number an expression has for these values. Throws ExpressionError (unknown name, division by 0, not a number). */
export function evaluateNumber(text: string, values: Values): Num {
  return number(walk(parseExpression(text), { values, steps: 0 }));
}

/**
 * The value before the last rounding: `round(a, 2)` gives a, and a name of `rules` is followed to its rule.
 * Shows whether somebody only forgot to round.
 */
export function evaluateUnrounded(text: string, values: Values, rules: Readonly<Record<string, string>>): Num {
  let tree = parseExpression(text);
  for (let depth = 0; depth < 20 && tree.is === 'name'; depth += 1) {
    const rule = Object.hasOwn(rules, tree.name) ? rules[tree.name] : undefined;
    if (rule === undefined) break;
    tree = parseExpression(rule);
  }
  const inner = tree.is === 'call' && tree.name === 'round' ? tree.args[0] : tree;
  return number(walk(inner ?? tree, { values, steps: 0 }));
}

/** Whether a condition holds. Throws ExpressionError, also if the expression is a number and no condition. */
export function evaluateCondition(text: string, values: Values): boolean {
  return condition(walk(parseExpression(text), { values, steps: 0 }));
}

/** Whether a condition holds for what a learner typed: an impossible one (division by the typed 0) does not. */
export function holds(text: string, values: Values): boolean {
  try {
    return evaluateCondition(text, values);
  } catch (cause) {
    if (cause instanceof ExpressionError) return false;
    throw cause;
  }
}

/** Whether a part is right: said outright, or by a condition over the drawn values. */
export function isTrue(truth: PackedTruth, values: Values): boolean {
  return typeof truth === 'boolean' ? truth : evaluateCondition(truth, values);
}

function walk(tree: Expression, on: Walk): Value {
  on.steps += 1;
  if (on.steps > MOST_STEPS) throw new ExpressionError(`the expression takes more than ${MOST_STEPS} steps`);
  switch (tree.is) {
    case 'number':
      return tree.value;
    case 'name':
      return lookUp(tree.name, on.values);
    case 'minus':
      return number(walk(tree.of, on)).negated();
    case 'binary':
      return binary(tree.op, tree.left, tree.right, on);
    case 'call':
      return call(tree.name, tree.args, on);
  }
}

function lookUp(name: string, values: Values): Num {
  const value = Object.hasOwn(values, name) ? values[name] : undefined;
  if (value === undefined) throw new ExpressionError(`"${name}" is neither a parameter nor a derived value`);
  if (typeof value === 'string') throw new ExpressionError(`"${name}" is the word "${value}"; expressions take numbers only`);
  return value;
}

function binary(op: BinaryOp, left: Expression, right: Expression, on: Walk): Value {
  if (op === 'and') return condition(walk(left, on)) && condition(walk(right, on));
  if (op === 'or') return condition(walk(left, on)) || condition(walk(right, on));
  const a = number(walk(left, on));
  const b = number(walk(right, on));
  switch (op) {
    case '==':
      return a.eq(b);
    case '!=':
      return !a.eq(b);
    case '<':
      return a.lt(b);
    case '<=':
      return a.lte(b);
    case '>':
      return a.gt(b);
    case '>=':
      return a.gte(b);
    default:
      return finite(arithmetic(op, a, b));
  }
}

function arithmetic(op: '+' | '-' | '*' | '/' | '^', a: Num, b: Num): Num {
  switch (op) {
    case '+':
      return a.plus(b);
    case '-':
      return a.minus(b);
    case '*':
      return a.times(b);
    case '/':
      if (b.isZero()) throw new ExpressionError('division by 0');
      return a.div(b);
    case '^':
      if (!b.isInteger() || b.abs().gt(HIGHEST_POWER)) throw new ExpressionError(`a power must be a whole number from -${HIGHEST_POWER} to ${HIGHEST_POWER}`);
      return a.pow(b);
  }
}

function call(name: string, args: readonly Expression[], on: Walk): Value {
  const [first, second, third] = args;
  if (name === 'if' && first && second && third) return walk(condition(walk(first, on)) ? second : third, on);
  const [a = new Num(0), b, ...rest] = args.map((arg) => number(walk(arg, on)));
  switch (name) {
    case 'min':
      return Num.min(a, ...(b ? [b] : []), ...rest);
    case 'max':
      return Num.max(a, ...(b ? [b] : []), ...rest);
    case 'sum':
      return [...(b ? [b] : []), ...rest].reduce((total, one) => total.plus(one), a);
    case 'abs':
      return a.abs();
    case 'floor':
      return a.floor();
    case 'ceil':
      return a.ceil();
    case 'round':
      return roundTo(a, decimals(b));
    default:
      throw new ExpressionError(`there is no function ${name}()`);
  }
}

function decimals(places: Num | undefined): number {
  if (places === undefined) return 0;
  if (!places.isInteger() || places.lt(0) || places.gt(10)) throw new ExpressionError('round(value, places): places is a whole number from 0 to 10');
  return places.toNumber();
}

function number(value: Value): Num {
  if (typeof value === 'boolean') throw new ExpressionError('a comparison stands where a number is needed; use if(condition, a, b)');
  return value;
}

function condition(value: Value): boolean {
  if (typeof value !== 'boolean') throw new ExpressionError('a number stands where a comparison is needed, such as x == 3');
  return value;
}

function finite(value: Num): Num {
  if (!value.isFinite()) throw new ExpressionError('the result is too large');
  return value;
}
