import { Num } from './decimal.js';
import { unitName, unitShown } from './units.js';

const NBSP = '\u00a0';

/**
 * A number in German: decimal comma, a real minus sign, the unit after a no-break space ("1.234,50 €").
 * Money and numbers with decimals always have their thousands parted, others from five digits on (so that a year stays a year).
 * Without `decimals` the value's own digits are shown, money with at least two.
 */
export function formatNumber(value: Num | number | string, how: { decimals?: number; unit?: string } = {}): string {
  const number = new Num(value);
  const money = how.unit !== undefined && unitName(how.unit) === 'EUR';
  const places = how.decimals ?? Math.max(number.decimalPlaces(), money ? 2 : 0);
  const fixed = number.abs().toFixed(places);
  const [whole = '0', rest] = fixed.split('.');
  const parted = money || rest !== undefined || whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, '.') : whole;
  const sign = number.isNegative() && /[1-9]/.test(fixed) ? '\u2212' : '';
  return sign + parted + (rest === undefined ? '' : `,${rest}`) + (how.unit === undefined ? '' : NBSP + unitShown(how.unit));
}

/** A parameter in a text: `{{p:name}}` or `{{p:name|eur}}`. */
export function formatParameter(value: Num | string, format: string | undefined): string {
  if (typeof value === 'string') return value;
  return format === 'eur' ? formatNumber(value, { decimals: 2, unit: 'EUR' }) : formatNumber(value);
}
