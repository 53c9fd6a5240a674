import type { PackedExercise, Response } from '#lotse/contract';
import { ExpressionError, evaluateCondition, familyOf, parseNumber, solve, valuesFor } from '#lotse/marking';
import type { ContentProblem, FieldPath, Loaded } from '../problem.js';
import { exactDigits, exactNames } from './exact-family.js';
import { fromDigits, type Fraction } from './exact.js';
import { error } from './world.js';

type Body = PackedExercise['body'];
/** One amount of a task with several: its formula, the name by which later ones use it, and what is shown as right. */
interface Amount {
  path: FieldPath;
  id: string | null;
  answer: string;
  decimals: number;
  shown: string | undefined;
  mistakes: readonly { when?: string | undefined }[];
}

/** Steps, rows and lines of a booking with one seed: each is worked out by exact fractions, too, and no known mistake fits a right one. */
export function checkAmounts(at: Loaded<unknown>, exercise: PackedExercise, seed: number): ContentProblem[] {
  try {
    const known = new Map<string, Fraction>();
    const look = exactNames(familyOf(exercise), seed, known);
    const values: Record<string, ReturnType<typeof valuesFor>[string]> = { ...valuesFor(exercise, seed) };
    return amountsOf(exercise.body, solve(exercise, { seed }).solution).flatMap((amount) => {
      const exact = exactDigits(amount, look);
      const read = parseNumber(amount.shown ?? exact.replace('.', ','));
      if (amount.id !== null) known.set(amount.id, fromDigits(exact));
      if (!read.read || read.value.toFixed(amount.decimals) !== exact)
        return [
          error(at, amount.path, 'key-differs', `seed ${seed}: shown as "${amount.shown ?? ''}", exact fractions say ${exact}; round inside the expression`),
        ];
      const fitting = amount.mistakes.flatMap(({ when }, index) =>
        when !== undefined && evaluateCondition(when, { ...values, x: read.value })
          ? [error(at, [...amount.path, 'mistakes', index], 'mistake-is-right', `with seed ${seed} this mistake also fits the right value ${exact}`)]
          : [],
      );
      if (amount.id !== null) values[amount.id] = read.value;
      return fitting;
    });
  } catch (cause) {
    if (cause instanceof ExpressionError || cause instanceof RangeError) return [error(at, [], 'seed-fails', `seed ${seed}: ${cause.message}`)];
    throw cause;
  }
}

function amountsOf(body: Body, solution: Response): Amount[] {
  if (body.kind === 'number-steps' && solution.kind === body.kind)
    return body.steps.map((step, index) => ({ ...step, path: ['steps', index], shown: solution.steps[step.id] }));
  if (body.kind === 'calculation' && solution.kind === body.kind)
    return body.rows.map((row, index) => ({ ...row, path: ['rows', index], shown: solution.rows[row.id] }));
  if (body.kind !== 'booking' || solution.kind !== body.kind) return [];
  return (['soll', 'haben'] as const).flatMap((side) =>
    body[side].map(({ amount, account }, index) => ({
      ...{ path: [side, index], id: null, answer: amount, decimals: 2, mistakes: mistakesAt(body, side, account) },
      shown: solution[side].find((line) => line.account === account)?.amount,
    })),
  );
}

/** Those that are said of this line. */
function mistakesAt(body: Extract<Body, { kind: 'booking' }>, side: 'soll' | 'haben', account: string): { when?: string | undefined }[] {
  return body.mistakes.filter((one) => (one.side === undefined || one.side === side) && (one.account === undefined || one.account === account));
}
