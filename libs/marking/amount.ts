import type { Text2, Tolerance } from '#lotse/contract';
import { Num, roundTo, type Values } from './decimal.js';
import { evaluateUnrounded } from './evaluate.js';
import { formatNumber } from './format-number.js';
import type { Mode } from './marked.js';
import { parseNumber } from './parse-number.js';
import { CHECK_UNIT, askForNumber, askMeaning, unitWanted } from './phrases.js';
import { converted, unitName, unitShown } from './units.js';

/** One number that is asked for: alone, as a step, as a row, or in a line of a booking. */
export interface Field {
  unit?: string | undefined;
  decimals: number;
  tolerance: Tolerance;
}
export interface Entered {
  value: Num;
  /** Another unit than the one that is asked for was typed. */
  otherUnit: boolean;
  /** The same amount in the unit that is asked for, where another one of its kind was typed. */
  meant: Num | null;
  /** The decimal sign was a point. */
  point: boolean;
  understood: string;
}

/** Reads what was typed. Not clear: the sentence that asks. `isWanted` decides where "1.234" may be 1234 or 1,234. */
export function readAmount(field: Field, text: string, isWanted: (value: Num) => boolean, mode: Mode = 'practice'): Entered | { ask: Text2 } {
  if (mode === 'exam' && /^\d{1,20}$/.test(text)) return readGrid(field, text);
  const reading = parseNumber(text, field.unit === undefined ? {} : { unit: field.unit });
  if (!reading.read) return { ask: askForNumber(reading.why, reading.guess) };
  const fits = isWanted(reading.value);
  if (!fits && reading.other && isWanted(reading.other)) return { ask: askMeaning(formatNumber(reading.other)) };
  const unit = reading.unit ?? field.unit;
  const otherUnit = field.unit !== undefined && reading.unit !== null && reading.unit !== unitName(field.unit);
  return {
    value: reading.value,
    otherUnit,
    meant: otherUnit ? converted(reading.value, reading.unit ?? '', unitName(field.unit ?? '')) : null,
    point: reading.point,
    understood: formatNumber(reading.value, unit === undefined ? {} : { unit }),
  };
}

/** The answer sheet of an exam has boxes for digits and none for the comma: the last ones are the decimals. */
function readGrid(field: Field, digits: string): Entered {
  const value = new Num(digits).div(Num.pow(10, field.decimals));
  const understood = formatNumber(value, { decimals: field.decimals, ...(field.unit === undefined ? {} : { unit: field.unit }) });
  return { value, otherUnit: false, meant: null, point: false, understood };
}

/** What is said where the amount is right and its unit is not the one that is asked for; null where nothing is wrong with the unit. */
export function unitFault(field: Field, entered: Entered, isRight: (value: Num) => boolean): Text2 | null {
  if (!entered.otherUnit) return null;
  if (entered.meant && isRight(entered.meant)) return unitWanted(unitShown(field.unit ?? ''));
  return isRight(entered.value) ? CHECK_UNIT : null;
}

export function isRightAmount({ tolerance }: Field, wanted: Num, value: Num): boolean {
  if (tolerance.mode === 'exact') return value.eq(wanted);
  if (tolerance.mode === 'range') return value.gte(tolerance.from) && value.lte(tolerance.to);
  const by = tolerance.mode === 'abs' ? tolerance.by : wanted.abs().times(tolerance.by);
  return value.minus(wanted).abs().lte(by);
}

/** The value before rounding with more digits than asked (rounded or cut off there), or money that is one cent off. */
export function isRoundedBadly(
  field: Field & { answer: string },
  on: { wanted: Num; values: Values; derive: Readonly<Record<string, string>> },
  x: Num,
): boolean {
  if (field.tolerance.mode !== 'exact') return false;
  const places = x.decimalPlaces();
  if (places > field.decimals && roundTo(x, field.decimals).minus(on.wanted).abs().lte(Num.pow(10, -field.decimals))) {
    const full = evaluateUnrounded(field.answer, on.values, on.derive);
    if (x.eq(roundTo(full, places)) || x.eq(full.toDecimalPlaces(places, Num.ROUND_DOWN))) return true;
  }
  const money = field.decimals === 2 && field.unit !== undefined && unitName(field.unit) === 'EUR';
  return money && x.minus(on.wanted).abs().lte('0.01');
}
