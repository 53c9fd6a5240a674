import { createSecretKey } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { checkInCodeAt, isCheckInCode } from './check-in-code.js';

const secret = createSecretKey(Buffer.alloc(32, 7));
const NOW = Date.parse('2026-11-22T09:00:30Z');
const { code } = checkInCodeAt(secret, 'm', NOW);
const inScript = (zero: number) => code.replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));

test.each([
  ['as it is shown', code, true],
  ['in two parts', `${code.slice(0, 3)} ${code.slice(3)}`, true],
  ['in Arabic digits', inScript(0x660), true],
  ['in Persian digits', inScript(0x6f0), true],
  ['in full-width digits', inScript(0xff10), true],
  ['with marks of direction', `\u200f${code}\u200e`, true],
  ['cut off', code.slice(0, 5), false],
  ['nothing', '', false],
])('a code typed %s', (_, typed, taken) => {
  expect(isCheckInCode(secret, 'm', NOW, typed)).toBe(taken);
});

test('it is taken for two more minutes, in its own meeting only', () => {
  expect([0, 1, 2, 3].map((minutes) => isCheckInCode(secret, 'm', NOW + minutes * 60_000, code))).toEqual([true, true, true, false]);
  expect(isCheckInCode(secret, 'other', NOW, code)).toBe(false);
});
