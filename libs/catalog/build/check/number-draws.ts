import { ExpressionError, drawParams, evaluateCondition, parseNumber, solve } from '#lotse/marking';
import type { PackedBody, PackedExercise } from '#lotse/contract';
import type { ContentProblem, Loaded } from '../problem.js';
import { exactValue, fromDigits, toDigits, type Fraction } from './exact.js';
import { error, exercisesOf, warning, type Check } from './world.js';

const MOST_DIGITS = 6;
type NumberBody = Extract<PackedBody, { kind: 'number' }>;

/**
 * Every deployed seed of every number task: it can be drawn, its key agrees with the one worked out by exact
 * fractions, the shown answer is read back as that key, and no known mistake fits the right answer.
 */
export const checkNumberDraws: Check = (world) =>
  exercisesOf(world, 'number').flatMap((at) => {
    const packed = world.packed.get(at.value.id);
    if (packed?.body.kind !== 'number') return [];
    const body = packed.body;
    const seeds = body.seeds.length > 0 ? body.seeds : [0];
    return [...seeds.flatMap((seed) => checkSeed(at, packed, body, seed)), ...sameTask(at, body)];
  });

function checkSeed(at: Loaded<unknown>, exercise: PackedExercise, body: NumberBody, seed: number): ContentProblem[] {
  try {
    const shown = solve(exercise, { seed }).solution;
    const wanted = exactAnswer(body, seed);
    const text = shown.kind === 'number' ? shown.text : '';
    const read = parseNumber(text);
    const key = read.read ? read.value.toFixed(body.decimals) : 'unreadable';
    return [
      ...(key === wanted
        ? []
        : [
            error(
              at,
              ['answer'],
              'key-differs',
              `seed ${seed}: the interpreter says ${key} (shown as "${text}"), exact fractions say ${wanted}; round inside the expression so that both agree`,
            ),
          ]),
      ...rightMistakes(at, body, seed, wanted),
      ...longValues(at, exercise, body, seed),
    ];
  } catch (cause) {
    if (cause instanceof ExpressionError || cause instanceof RangeError) return [error(at, ['answer'], 'seed-fails', `seed ${seed}: ${cause.message}`)];
    throw cause;
  }
}

/** The key by the second way, from the drawn parameters alone: derived values are worked out anew. */
function exactAnswer(body: NumberBody, seed: number): string {
  const drawn = drawParams(body, seed);
  const known = new Map<string, Fraction>(Object.keys(body.params).map((name) => [name, fromDigits(drawn[name]?.toFixed() ?? '0')]));
  const look = (name: string): Fraction => {
    const value = known.get(name) ?? exactValue(body.derive[name] ?? '', look);
    known.set(name, value);
    return value;
  };
  return toDigits(exactValue(body.answer, look), body.decimals).replace(/^-(?=[0.]+$)/, '');
}

function rightMistakes(at: Loaded<unknown>, body: NumberBody, seed: number, wanted: string): ContentProblem[] {
  const read = parseNumber(wanted.replace('.', ','));
  if (!read.read) return [];
  const values = { ...drawParams(body, seed), x: read.value };
  const indexes = body.mistakes.flatMap((mistake, index) => (evaluateCondition(mistake.when, values) ? [index] : []));
  return indexes.map((index) =>
    error(
      at,
      ['mistakes', index, 'when'],
      'mistake-is-right',
      `with seed ${seed} this mistake also fits the right answer ${wanted}; exclude the case with "require" or take another seed`,
    ),
  );
}

/** A value shown as it is ("{{p:name}}") must not have endless digits. */
function longValues(at: Loaded<unknown>, exercise: PackedExercise, body: NumberBody, seed: number): ContentProblem[] {
  const shown = JSON.stringify(exercise);
  const long = Object.entries(drawParams(body, seed)).filter(([name, value]) => value.decimalPlaces() > MOST_DIGITS && shown.includes(`{"p":"${name}"}`));
  return long.map(([name]) =>
    error(
      at,
      ['derive', name],
      'value-long',
      `seed ${seed}: {{p:${name}}} would be shown with more than ${MOST_DIGITS} digits after the comma; round it in "derive"`,
    ),
  );
}

function sameTask(at: Loaded<unknown>, body: NumberBody): ContentProblem[] {
  const seen = new Map<string, number>();
  return body.seeds.flatMap((seed) => {
    const drawn = draw(body, seed);
    if (drawn === null) return [];
    const first = seen.get(drawn);
    if (first !== undefined) return [warning(at, ['seeds'], 'seed-same', `the seeds ${first} and ${seed} give the same task; take another seed`)];
    seen.set(drawn, seed);
    return [];
  });
}

function draw(body: NumberBody, seed: number): string | null {
  try {
    return JSON.stringify(Object.entries(drawParams(body, seed)).map(([name, value]) => [name, value.toString()]));
  } catch (cause) {
    if (cause instanceof ExpressionError) return null;
    throw cause;
  }
}
