import { expect, test } from '@jest/globals';
import { Num } from './decimal.js';
import { formatNumber, formatParameter } from './format-number.js';

test.each<[number | string, { decimals?: number; unit?: string }, string]>([
  ['1234.56', { unit: 'EUR' }, '1.234,56\u00a0€'],
  [1234.5, { unit: 'EUR' }, '1.234,50\u00a0€'],
  [894, { decimals: 2, unit: 'EUR' }, '894,00\u00a0€'],
  ['1234.5', { decimals: 2 }, '1.234,50'],
  [2026, {}, '2026'],
  [1999, {}, '1999'],
  [1500, {}, '1.500'],
  [2100, {}, '2.100'],
  [9000, { unit: 'kg' }, '9.000\u00a0kg'],
  [12345, {}, '12.345'],
  ['1234567.891', {}, '1.234.567,891'],
  ['0.5', {}, '0,5'],
  ['13.335', { decimals: 2 }, '13,34'],
  ['-13.335', { decimals: 2 }, '\u221213,34'],
  ['-0.001', { decimals: 2 }, '0,00'],
  [19, { unit: '%' }, '19\u00a0%'],
  [3, { unit: 'Paletten' }, '3\u00a0Paletten'],
  ['99999999999999999999.99', { unit: 'EUR' }, '99.999.999.999.999.999.999,99\u00a0€'],
])('%s %j is shown as "%s"', (value, how, shown) => {
  expect(formatNumber(value, how)).toBe(shown);
});

test('a parameter is shown plain or as money', () => {
  expect(formatParameter(new Num(1050), undefined)).toBe('1.050');
  expect(formatParameter(new Num(1050), 'eur')).toBe('1.050,00\u00a0€');
});
