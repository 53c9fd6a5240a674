import { Num } from './decimal.js';

/** A fault in an expression of a content file; the message says where and what is allowed. */
export class ExpressionError extends Error {
  override name = 'ExpressionError';
}

export type BinaryOp = '+' | '-' | '*' | '/' | '^' | '==' | '!=' | '<' | '<=' | '>' | '>=' | 'and' | 'or';
/** The tree of an expression: plain data, nothing in it can be called. */
export type Expression =
  | { is: 'number'; digits: string; value: Num }
  | { is: 'name'; name: string }
  | { is: 'minus'; of: Expression }
  | { is: 'binary'; op: BinaryOp; left: Expression; right: Expression }
  | { is: 'call'; name: string; args: Expression[] };

/** Functions and how many arguments they take. */
export const FUNCTIONS: Readonly<Record<string, readonly [least: number, most: number]>> = {
  if: [3, 3],
  min: [1, 20],
  max: [1, 20],
  /** Of a column: the names of its cells. */
  sum: [1, 20],
  abs: [1, 1],
  round: [1, 2],
  floor: [1, 1],
  ceil: [1, 1],
};
const WORDS = new Set(['and', 'or', ...Object.keys(FUNCTIONS)]);
const LONGEST = 1000;
const MOST_NODES = 256;
const DEEPEST = 60;

/** Precedence, loosest first. Comparisons do not chain; `^` binds to the right and is read apart. */
const LEVELS: readonly (readonly BinaryOp[])[] = [['or'], ['and'], ['==', '!=', '<=', '>=', '<', '>'], ['+', '-'], ['*', '/']];

interface Reader {
  tokens: string[];
  at: number;
  nodes: number;
  depth: number;
}

/** Content says the same expressions with every answer: each is read once. */
const known = new Map<string, Expression>();
const MOST_KNOWN = 5000;

/** As `readExpression`, read once for each text. A tree is never changed. */
export function parseExpression(text: string): Expression {
  const found = known.get(text);
  if (found) return found;
  const tree = readExpression(text);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(text, tree);
  return tree;
}

/**
 * Reads an expression: numbers with a point, names, + − * / ^, comparisons, and, or and FUNCTIONS.
 * At most 256 nodes. Throws ExpressionError; no text is ever run as code.
 */
function readExpression(text: string): Expression {
  const reader: Reader = { tokens: tokenise(text), at: 0, nodes: 0, depth: 0 };
  const tree = readLevel(reader, 0);
  const left = reader.tokens[reader.at];
  if (left !== undefined) throw new ExpressionError(`"${left}" is not expected there in "${text}"`);
  return tree;
}

/** Names an expression uses, each once. */
export function namesIn(tree: Expression): string[] {
  if (tree.is === 'name') return [tree.name];
  if (tree.is === 'number') return [];
  const below = tree.is === 'minus' ? [tree.of] : tree.is === 'binary' ? [tree.left, tree.right] : tree.args;
  return [...new Set(below.flatMap(namesIn))];
}

/** Whether a parameter may be called this: small letters, and no word of the language. */
export function mayBeName(name: string): boolean {
  return /^[a-z][a-z0-9_]{0,29}$/.test(name) && !WORDS.has(name) && name !== 'x';
}

function tokenise(text: string): string[] {
  if (text.length > LONGEST) throw new ExpressionError(`the expression is longer than ${LONGEST} characters`);
  const token = /\s*(\d+(?:\.\d+)?|[A-Za-z_]\w*|==|!=|<=|>=|[-+*/^(),<>])/y;
  const tokens: string[] = [];
  const end = text.trimEnd().length;
  while (token.lastIndex < end) {
    const from = token.lastIndex;
    const found = token.exec(text);
    if (!found?.[1])
      throw new ExpressionError(
        `cannot read "${text.slice(from, from + 12)}" in "${text}": allowed are numbers with a point, names, + - * / ^ ( ) , == != < <= > >= and or`,
      );
    tokens.push(found[1]);
  }
  return tokens;
}

function node(reader: Reader, made: Expression): Expression {
  reader.nodes += 1;
  if (reader.nodes > MOST_NODES) throw new ExpressionError(`the expression has more than ${MOST_NODES} parts`);
  return made;
}

function readLevel(reader: Reader, level: number): Expression {
  const ops = LEVELS[level];
  if (!ops) return readUnary(reader);
  let left = readLevel(reader, level + 1);
  let again = true;
  while (again) {
    const op = ops.find((candidate) => candidate === reader.tokens[reader.at]);
    if (!op) return left;
    reader.at += 1;
    left = node(reader, { is: 'binary', op, left, right: readLevel(reader, level + 1) });
    again = level !== 2;
  }
  return left;
}

function readUnary(reader: Reader): Expression {
  if (reader.tokens[reader.at] !== '-') return readPower(reader);
  reader.at += 1;
  return deeper(reader, () => node(reader, { is: 'minus', of: readUnary(reader) }));
}

function readPower(reader: Reader): Expression {
  const base = readAtom(reader);
  if (reader.tokens[reader.at] !== '^') return base;
  reader.at += 1;
  return deeper(reader, () => node(reader, { is: 'binary', op: '^', left: base, right: readUnary(reader) }));
}

function readAtom(reader: Reader): Expression {
  const token = reader.tokens[reader.at];
  if (token === undefined) throw new ExpressionError('the expression ends too early');
  reader.at += 1;
  if (/^\d/.test(token)) return node(reader, { is: 'number', digits: token, value: new Num(token) });
  if (token === '(') {
    const inner = deeper(reader, () => readLevel(reader, 0));
    expect(reader, ')');
    return inner;
  }
  if (Object.hasOwn(FUNCTIONS, token)) return readCall(reader, token);
  if (/^[A-Za-z_]/.test(token) && token !== 'and' && token !== 'or') return node(reader, { is: 'name', name: token });
  throw new ExpressionError(`"${token}" is not expected there`);
}

function readCall(reader: Reader, name: string): Expression {
  expect(reader, '(');
  const args = [deeper(reader, () => readLevel(reader, 0))];
  while (reader.tokens[reader.at] === ',') {
    reader.at += 1;
    args.push(deeper(reader, () => readLevel(reader, 0)));
  }
  expect(reader, ')');
  const [least, most] = FUNCTIONS[name] ?? [0, 0];
  if (args.length < least || args.length > most)
    throw new ExpressionError(`${name}() takes ${least === most ? least : `${least} to ${most}`} values, not ${args.length}`);
  return node(reader, { is: 'call', name, args });
}

function expect(reader: Reader, token: string): void {
  if (reader.tokens[reader.at] !== token) throw new ExpressionError(`"${token}" is missing`);
  reader.at += 1;
}

function deeper<T>(reader: Reader, read: () => T): T {
  reader.depth += 1;
  if (reader.depth > DEEPEST) throw new ExpressionError(`brackets and signs are nested deeper than ${DEEPEST}`);
  const made = read();
  reader.depth -= 1;
  return made;
}
