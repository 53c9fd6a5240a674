import { expect, test } from '@jest/globals';
import { boxesOf, digitsOnly } from './digits-only.js';

test.each([
  ['1234', '1234'],
  ['12,50', '1250'],
  ['1.234,50 €', '123450'],
  ['١٢٣', '123'],
  ['−5', '5'],
  ['viel', ''],
  ['1'.repeat(40), '1'.repeat(12)],
])('"%s" in boxes is "%s"', (typed, digits) => expect(digitsOnly(typed)).toBe(digits));

test.each([
  ['1250', 2, '12', '50', '12,50'],
  ['5', 2, '', ' 5', '0,05'],
  ['', 0, '', '', '0'],
  ['123456789012', 2, '1234567890', '12', '1234567890,12'],
  ['7', 3, '', '  7', '0,007'],
])('"%s" with %i decimals', (digits, decimals, whole, behind, spoken) => {
  const boxes = boxesOf(digits, decimals);
  expect(boxes.whole.join('').trim()).toBe(whole);
  expect(boxes.decimals.join('')).toBe(behind);
  expect(boxes.spoken).toBe(spoken);
  expect(boxes.whole.length + boxes.decimals.length).toBeGreaterThanOrEqual(8);
});
