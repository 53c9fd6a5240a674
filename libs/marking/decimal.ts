import { Decimal as Base } from 'decimal.js';

/**
 * The one number type of marking: 34 digits, rounding half up (away from zero at a tie, as in bookkeeping).
 * Everything that computes uses this constructor, so that two places never round differently.
 */
export const Num = Base.clone({ precision: 34, rounding: Base.ROUND_HALF_UP, toExpNeg: -60, toExpPos: 60, maxE: 200, minE: -200 });
export type Num = Base;

/** What a task was drawn with: numbers an expression may use (parameters, derived values, `x`), and words for its texts. */
export type Values = Readonly<Record<string, Num | string>>;

/** Rounds half up to `places` decimals; the value is kept exactly otherwise. */
export function roundTo(value: Num, places: number): Num {
  return value.toDecimalPlaces(places, Base.ROUND_HALF_UP);
}
