import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { formatNumber } from './format-number.js';
import { parseNumber } from './parse-number.js';

type Expected = [typed: string, value: string, more?: { unit?: string; point?: true; other?: string }];
const READ: Expected[] = [
  ['894', '894'],
  ['894,00', '894'],
  ['1234,56', '1234.56'],
  ['1.234,56', '1234.56'],
  ['1.234.567,89', '1234567.89'],
  ['  12,5 ', '12.5'],
  [',5', '0.5'],
  ['5,', '5'],
  ['0,5', '0.5'],
  ['007', '7'],
  ['894.', '894'],
  // only points
  ['1.234', '1234', { other: '1.234' }],
  ['12.345', '12345', { other: '12.345' }],
  ['1.234.567', '1234567'],
  ['1.5', '1.5', { point: true }],
  ['894.00', '894', { point: true }],
  ['.5', '0.5', { point: true }],
  ['0.125', '0.125', { point: true }],
  // both: the last is the decimal sign
  ['1.234,5', '1234.5'],
  ['1,234.5', '1234.5', { point: true }],
  ['1,234,567.89', '1234567.89', { point: true }],
  ['1,234.567', '1234.567', { point: true }],
  // comma alone is always the decimal sign
  ['1,234', '1.234'],
  ['3,14159', '3.14159'],
  // spaces and apostrophes between groups
  ['1 234,56', '1234.56'],
  ['1\u00a0234,56', '1234.56'],
  ['1\u202f234\u202f567', '1234567'],
  ["1'234,56", '1234.56'],
  ['1\u2019234', '1234'],
  ['894 , 50', '894.5'],
  // other digits
  ['٨٩٤', '894'],
  ['١٢٫٥', '12.5'],
  ['١٬٢٣٤٫٥', '1234.5'],
  ['۱۲,۵', '12.5'],
  ['８９４', '894'],
  ['\u200e894\u200f', '894'],
  // signs
  ['-5', '-5'],
  ['\u22125', '-5'],
  ['\u20135', '-5'],
  ['\u20145,5', '-5.5'],
  ['- 5', '-5'],
  ['+5', '5'],
  ['= 894', '894'],
  // units
  ['894 €', '894', { unit: 'EUR' }],
  ['894€', '894', { unit: 'EUR' }],
  ['894,00 EUR', '894', { unit: 'EUR' }],
  ['894 euro', '894', { unit: 'EUR' }],
  ['€ 894,00', '894', { unit: 'EUR' }],
  ['EUR 894', '894', { unit: 'EUR' }],
  ['1.234,56\u00a0€', '1234.56', { unit: 'EUR' }],
  ['5,- €', '5', { unit: 'EUR' }],
  ['5,\u2013', '5'],
  ['5,-- Euro', '5', { unit: 'EUR' }],
  ['5 €.', '5', { unit: 'EUR' }],
  ['-,50 €', '0.5', { unit: 'EUR' }],
  ['\u2013,50', '0.5'],
  ['--,50 €', '0.5', { unit: 'EUR' }],
  ['€ -,50', '0.5', { unit: 'EUR' }],
  ['1.000.-', '1000', { other: '1' }],
  ['5.- €', '5', { unit: 'EUR' }],
  ['-,5', '-0.5'],
  ['٥٠٪', '50', { unit: '%' }],
  ['５０％', '50', { unit: '%' }],
  ['１２，５', '12.5'],
  ['१२,५', '12.5'],
  ['19 %', '19', { unit: '%' }],
  ['19%', '19', { unit: '%' }],
  ['19 Prozent', '19', { unit: '%' }],
  ['0,19', '0.19'],
  ['12 Std.', '12', { unit: 'h' }],
  ['12 h', '12', { unit: 'h' }],
  ['2,5 m²', '2.5', { unit: 'm²' }],
  ['2,5 m2', '2.5', { unit: 'm²' }],
  ['2,5 qm', '2.5', { unit: 'm²' }],
  ['500 1/min', '500', { unit: '1/min' }],
  ['80 km/h', '80', { unit: 'km/h' }],
  ['3 Stu\u0308ck', '3', { unit: 'Stück' }],
  ['28 Tage', '28', { unit: 'Tage' }],
  ['5 kg.', '5', { unit: 'kg' }],
];

test.each(READ)('reads "%s" as %s', (typed, value, more = {}) => {
  const reading = parseNumber(typed);
  expect(reading.read).toBe(true);
  if (!reading.read) return;
  expect({ value: reading.value.toFixed(), unit: reading.unit, point: reading.point, other: reading.other?.toFixed() ?? null }).toEqual({
    value,
    unit: more.unit ?? null,
    point: more.point ?? false,
    other: more.other ?? null,
  });
});

test.each<[string, string]>([
  ['', 'empty'],
  ['   ', 'empty'],
  ['\u200b', 'empty'],
  ['abc', 'not-a-number'],
  ['-', 'not-a-number'],
  [',', 'not-a-number'],
  ['€', 'not-a-number'],
  ['ca. 5', 'not-a-number'],
  ['1e5', 'not-a-number'],
  ['½', 'not-a-number'],
  ['--5', 'not-a-number'],
  ['10+5', 'calculation'],
  ['1/2', 'calculation'],
  ['2 x 3', 'calculation'],
  ['5-3', 'calculation'],
  ['12 34', 'groups'],
  ['1.23,5', 'groups'],
  ['1,23.5', 'groups'],
  ['1.234,567.8', 'groups'],
  ['0.123.456', 'groups'],
  ['1.23.45', 'groups'],
  ['1,2,3', 'several-commas'],
  ['1,234,567', 'several-commas'],
  ['1234.567', 'point'],
  ['12.3456', 'point'],
  ['5 Äpfel', 'unit'],
  ['9'.repeat(31), 'too-long'],
  ['1'.repeat(61), 'too-long'],
])('does not guess what "%s" means (%s)', (typed, why) => {
  expect(parseNumber(typed)).toMatchObject({ read: false, why });
});

test('an exercise may have a unit nobody else knows', () => {
  expect(parseNumber('5 Paletten')).toMatchObject({ read: false, why: 'unit' });
  expect(parseNumber('5 paletten', { unit: 'Paletten' })).toMatchObject({ read: true, unit: 'Paletten' });
});

test('an unclear point comes back as a question with a comma', () => {
  expect(parseNumber('1234.567')).toEqual({ read: false, why: 'point', guess: '1234,567' });
});

const scaled = fc.record({ digits: fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }), places: fc.integer({ min: 0, max: 6 }) });

test('what is shown is read back as the same number, with and without unit', () => {
  fc.assert(
    fc.property(scaled, fc.constantFrom(undefined, 'EUR', '%', 'kg', 'Tage', 'm²', 'Paletten'), ({ digits, places }, unit) => {
      const sign = digits < 0n ? '-' : '';
      const plain = String(digits < 0n ? -digits : digits).padStart(places + 1, '0');
      const value = `${sign}${plain.slice(0, plain.length - places)}${places > 0 ? '.' : ''}${places > 0 ? plain.slice(-places) : ''}`;
      const how = unit === undefined ? {} : { unit };
      const reading = parseNumber(formatNumber(value, { ...how, decimals: Math.max(2, places) }), how);
      expect(reading.read && reading.value.eq(value) && reading.unit === (unit ?? null)).toBe(true);
    }),
  );
});

test('any text is answered, never thrown at', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 70 }), (typed) => {
      expect(typeof parseNumber(typed).read).toBe('boolean');
    }),
  );
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(..."0123456789.,-+ €%\u00a0'mkg/"), maxLength: 20 }), (typed) => {
      const reading = parseNumber(typed);
      expect(reading.read === false || reading.value.isFinite()).toBe(true);
    }),
  );
});
