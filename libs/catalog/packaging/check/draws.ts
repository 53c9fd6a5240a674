import { ExpressionError, drawParams, evaluateCondition, familyOf, isTrue, parseNumber, solve, valuesFor } from '#lotse/marking';
import type { Family, PackedBody, PackedExercise } from '#lotse/contract';
import type { ContentProblem, Loaded } from '../problem.js';
import { checkAmounts } from './draws-amounts.js';
import { exactValue } from './exact.js';
import { exactDigits, exactNames } from './exact-family.js';
import { error, warning, type Check } from './world.js';

const MOST_DIGITS = 6;
type NumberBody = Extract<PackedBody, { kind: 'number' }>;

/**
 * Every deployed seed: it can be drawn, exactly as many options are right as the kind wants, and the key, be it a
 * number or a condition, agrees with the one worked out by exact fractions, the shown answer is read back as that key, and no known mistake fits the right answer.
 */
export const checkDraws: Check = (world) =>
  world.tree.exercises.flatMap((at) => {
    const packed = world.packed.get(at.value.id);
    if (packed === undefined) return [];
    const { body } = packed;
    const family = familyOf(packed);
    const seeds = family.seeds.length > 0 ? family.seeds : [0];
    const eachSeed = seeds.flatMap((seed) => [
      ...(body.kind === 'number' ? checkSeed(at, packed, body, seed) : checkAmounts(at, packed, seed)),
      ...options(at, packed, seed),
      ...truths(at, packed, seed),
    ]);
    return [...eachSeed, ...sameTask(at, packed)];
  });

/** Where conditions say which options are right, each seed has as many as the kind wants. */
function options(at: Loaded<unknown>, exercise: PackedExercise, seed: number): ContentProblem[] {
  const { body } = exercise;
  if (body.kind !== 'single-choice' && body.kind !== 'multiple-choice') return [];
  if (!body.options.some((option) => typeof option.correct === 'string')) return [];
  const values = valuesFor(exercise, seed);
  const right = body.options.filter((option) => isTrue(option.correct, values)).length;
  const fits = body.kind === 'single-choice' ? right === 1 : right > 0 && right < body.options.length;
  return fits ? [] : [error(at, ['options'], 'correct-count', `seed ${seed}: ${right} of ${body.options.length} options are right; correct the conditions`)];
}

/** Conditions that say what is right are worked out the second way, too. */
function truths(at: Loaded<unknown>, exercise: PackedExercise, seed: number): ContentProblem[] {
  const { body } = exercise;
  const [list, parts] =
    'options' in body ? (['options', body.options] as const) : body.kind === 'hot-text' ? (['spots', body.spots] as const) : (['', []] as const);
  if (parts.every(({ correct }) => typeof correct !== 'string')) return [];
  try {
    const [look, values] = [exactNames(familyOf(exercise), seed), valuesFor(exercise, seed)];
    const differs = (correct: string): boolean => isTrue(correct, values) !== (exactValue(`if(${correct}, 1, 0)`, look).n === 1n);
    return parts.flatMap(({ correct }, index) =>
      typeof correct === 'string' && differs(correct)
        ? [error(at, [list, index], 'key-differs', `seed ${seed}: by exact fractions "${correct}" is another truth; round in it so that both ways agree`)]
        : [],
    );
  } catch (cause) {
    if (cause instanceof ExpressionError || cause instanceof RangeError) return [error(at, [list], 'seed-fails', `seed ${seed}: ${cause.message}`)];
    throw cause;
  }
}

function checkSeed(at: Loaded<unknown>, exercise: PackedExercise, body: NumberBody, seed: number): ContentProblem[] {
  try {
    const shown = solve(exercise, { seed }).solution;
    const family = familyOf(exercise);
    const wanted = exactAnswer(body, family, seed);
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
      ...rightMistakes(at, body, valuesFor(exercise, seed), { seed, wanted }),
      ...longValues(at, exercise, family, seed),
    ];
  } catch (cause) {
    if (cause instanceof ExpressionError || cause instanceof RangeError) return [error(at, ['answer'], 'seed-fails', `seed ${seed}: ${cause.message}`)];
    throw cause;
  }
}

/** The key by the second way. */
function exactAnswer(body: NumberBody, family: Family, seed: number): string {
  return exactDigits(body, exactNames(family, seed));
}

function rightMistakes(
  at: Loaded<unknown>,
  body: NumberBody,
  drawn: ReturnType<typeof valuesFor>,
  { seed, wanted }: { seed: number; wanted: string },
): ContentProblem[] {
  const read = parseNumber(wanted.replace('.', ','));
  if (!read.read) return [];
  const values = { ...drawn, x: read.value };
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
function longValues(at: Loaded<unknown>, exercise: PackedExercise, family: Family, seed: number): ContentProblem[] {
  const shown = JSON.stringify(exercise);
  const long = Object.entries(drawParams(family, seed)).filter(
    ([name, value]) => typeof value !== 'string' && value.decimalPlaces() > MOST_DIGITS && shown.includes(`{"p":"${name}"}`),
  );
  return long.map(([name]) =>
    error(
      at,
      ['derive', name],
      'value-long',
      `seed ${seed}: {{p:${name}}} would be shown with more than ${MOST_DIGITS} digits after the comma; round it in "derive"`,
    ),
  );
}

function sameTask(at: Loaded<unknown>, exercise: PackedExercise): ContentProblem[] {
  const seen = new Map<string, number>();
  return familyOf(exercise).seeds.flatMap((seed) => {
    const drawn = draw(exercise, seed);
    if (drawn === null) return [];
    const first = seen.get(drawn);
    if (first !== undefined) return [warning(at, ['seeds'], 'seed-same', `the seeds ${first} and ${seed} give the same task; take another seed`)];
    seen.set(drawn, seed);
    return [];
  });
}

function draw(exercise: PackedExercise, seed: number): string | null {
  try {
    return JSON.stringify(Object.entries(valuesFor(exercise, seed)).map(([name, value]) => [name, value.toString()]));
  } catch (cause) {
    if (cause instanceof ExpressionError) return null;
    throw cause;
  }
}
