/**
 * A second way to work out an answer, written apart from the interpreter of libs/marking so that a slip in one is
 * seen by the other: own reader (shunting-yard), exact fractions of BigInt instead of 34 digits, nothing shared.
 */
export interface Fraction {
  n: bigint;
  d: bigint;
}
/** null: impossible (a division by 0) in a branch that may not be needed. */
type Item = Fraction | boolean | null;
export type NameLookUp = (name: string) => Fraction;

const RANK: Readonly<Record<string, number>> = {
  or: 1,
  and: 2,
  '==': 3,
  '!=': 3,
  '<': 3,
  '<=': 3,
  '>': 3,
  '>=': 3,
  '+': 4,
  '-': 4,
  '*': 5,
  '/': 5,
  neg: 6,
  '^': 7,
};
const CALLS = new Set(['if', 'min', 'max', 'sum', 'abs', 'round', 'floor', 'ceil']);

export function fraction(n: bigint, d: bigint): Fraction | null {
  if (d === 0n) return null;
  const sign = d < 0n ? -1n : 1n;
  const shared = divisor(n < 0n ? -n : n, d * sign) || 1n;
  return { n: (n * sign) / shared, d: (d * sign) / shared };
}

function divisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : divisor(b, a % b);
}

/** "12.50" as a fraction. */
export function fromDigits(digits: string): Fraction {
  const [whole = '0', part = ''] = digits.replace('-', '').split('.');
  const value = fraction(BigInt(whole + part), 10n ** BigInt(part.length)) ?? { n: 0n, d: 1n };
  return digits.startsWith('-') ? { n: -value.n, d: value.d } : value;
}

/** A fraction rounded half away from zero, with a point: "894.00". */
export function toDigits(value: Fraction, places: number): string {
  const scaled = rounded(value, places);
  const digits = String(scaled < 0n ? -scaled : scaled).padStart(places + 1, '0');
  const text = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
  return scaled < 0n ? `-${text}` : text;
}

function rounded(value: Fraction, places: number): bigint {
  const n = value.n * 10n ** BigInt(places);
  const size = (2n * (n < 0n ? -n : n) + value.d) / (2n * value.d);
  return n < 0n ? -size : size;
}

/** The exact value of an expression; throws RangeError for what is no number. */
export function exactValue(text: string, look: NameLookUp): Fraction {
  const item = run(toPostfix(text), look);
  if (item === null || typeof item === 'boolean') throw new RangeError('the exact way finds no number');
  return item;
}

type Code = { push: string } | { op: string } | { call: string; count: number };

function toPostfix(text: string): Code[] {
  const out: Code[] = [];
  const held: string[] = [];
  const counts: number[] = [];
  let wantsValue = true;
  const release = (until: (op: string) => boolean): void => {
    for (let top = held.at(-1); top !== undefined && !until(top); top = held.at(-1)) out.push({ op: held.pop() ?? '' });
  };
  for (const [token] of text.matchAll(/\d+(?:\.\d+)?|[A-Za-z_]\w*|[=!<>]=|[-+*/^(),<>]/g)) {
    const rank = RANK[token];
    if (CALLS.has(token)) held.push(token);
    else if (token === '(') {
      counts.push(1);
      held.push(token);
    } else if (token === ',') {
      release((op) => op === '(');
      counts.push((counts.pop() ?? 0) + 1);
    } else if (token === ')') {
      release((op) => op === '(');
      held.pop();
      const count = counts.pop() ?? 1;
      const call = held.at(-1);
      if (call !== undefined && CALLS.has(call)) out.push({ call: held.pop() ?? '', count });
    } else if (rank === undefined) out.push({ push: token });
    else if (wantsValue) held.push('neg');
    else {
      release((op) => op === '(' || CALLS.has(op) || (RANK[op] ?? 0) < rank || (token === '^' && op === '^'));
      held.push(token);
    }
    wantsValue = token === '(' || token === ',' || rank !== undefined;
  }
  release(() => false);
  return out;
}

function run(codes: readonly Code[], look: NameLookUp): Item {
  const stack: Item[] = [];
  for (const code of codes) {
    if ('push' in code) stack.push(/^\d/.test(code.push) ? fromDigits(code.push) : look(code.push));
    else if ('call' in code) stack.push(call(code.call, stack.splice(stack.length - code.count)));
    else if (code.op === 'neg') stack.push(apply('-', { n: 0n, d: 1n }, stack.pop() ?? null));
    else {
      const right = stack.pop() ?? null;
      stack.push(apply(code.op, stack.pop() ?? null, right));
    }
  }
  return stack.length === 1 ? (stack[0] ?? null) : null;
}

function apply(op: string, a: Item, b: Item): Item {
  if (typeof a === 'boolean') return typeof b === 'boolean' && (op === 'and' ? a && b : a || b);
  if (op === 'and' || op === 'or') return null;
  if (a === null || b === null || typeof b === 'boolean') return null;
  const gap = a.n * b.d - b.n * a.d;
  switch (op) {
    case '+':
      return fraction(a.n * b.d + b.n * a.d, a.d * b.d);
    case '-':
      return fraction(gap, a.d * b.d);
    case '*':
      return fraction(a.n * b.n, a.d * b.d);
    case '/':
      return fraction(a.n * b.d, a.d * b.n);
    case '^':
      return power(a, b);
    case '==':
      return gap === 0n;
    case '!=':
      return gap !== 0n;
    case '<':
      return gap < 0n;
    case '<=':
      return gap <= 0n;
    case '>':
      return gap > 0n;
    default:
      return gap >= 0n;
  }
}

function power(base: Fraction, exponent: Fraction): Fraction | null {
  if (exponent.d !== 1n || exponent.n > 64n || exponent.n < -64n) return null;
  return exponent.n < 0n ? fraction(base.d ** -exponent.n, base.n ** -exponent.n) : fraction(base.n ** exponent.n, base.d ** exponent.n);
}

function call(name: string, args: readonly Item[]): Item {
  if (name === 'if') return args[0] === true ? (args[1] ?? null) : args[0] === false ? (args[2] ?? null) : null;
  const numbers = args.filter((arg): arg is Fraction => typeof arg === 'object' && arg !== null);
  const [first, second] = numbers;
  if (!first || numbers.length !== args.length) return null;
  const floor = (n: bigint, d: bigint): bigint => n / d - (n % d !== 0n && n < 0n ? 1n : 0n);
  const less = (a: Fraction, b: Fraction): boolean => a.n * b.d < b.n * a.d;
  const places = second ? Number(second.n) : 0;
  switch (name) {
    case 'abs':
      return { n: first.n < 0n ? -first.n : first.n, d: first.d };
    case 'floor':
      return { n: floor(first.n, first.d), d: 1n };
    case 'ceil':
      return { n: -floor(-first.n, first.d), d: 1n };
    case 'min':
      return numbers.reduce((least, one) => (less(one, least) ? one : least));
    case 'max':
      return numbers.reduce((most, one) => (less(most, one) ? one : most));
    case 'sum':
      return numbers.reduce<Item>((total, one) => apply('+', total, one), { n: 0n, d: 1n });
    default:
      return fraction(rounded(first, places), 10n ** BigInt(places));
  }
}
