import { Num } from './decimal.js';
import { unitName, unitShown } from './units.js';

const NBSP = '\u00a0';

/**
 * A number in German: decimal comma, a real minus sign, the unit after a no-break space ("1.234,50 €").
 * Thousands are parted, except in a whole number that may be a year: 1.500 Liter, but 2027. Money and numbers with decimals are no years.
 * Without `decimals` the value's own digits are shown, money with at least two.
 */
export function formatNumber(value: Num | number | string, how: { decimals?: number; unit?: string } = {}): string {
  const number = new Num(value);
  const money = how.unit !== undefined && unitName(how.unit) === 'EUR';
  const places = how.decimals ?? Math.max(number.decimalPlaces(), money ? 2 : 0);
  const fixed = number.abs().toFixed(places);
  const [whole = '0', rest] = fixed.split('.');
  const parted = money || rest !== undefined || !/^(19|20)\d\d$/.test(whole) ? whole.replace(/\B(?=(\d{3})+$)/g, '.') : whole;
  const sign = number.isNegative() && /[1-9]/.test(fixed) ? '\u2212' : '';
  return sign + parted + (rest === undefined ? '' : `,${rest}`) + (how.unit === undefined ? '' : NBSP + unitShown(how.unit));
}

/** A parameter in a text: `{{p:name}}` or `{{p:name|eur}}`. */
export function formatParameter(value: Num | string, format: string | undefined): string {
  if (typeof value === 'string') return value;
  return format === 'eur' ? formatNumber(value, { decimals: 2, unit: 'EUR' }) : formatNumber(value);
}
