import { expect, it } from '@jest/globals';
import { plainCode } from './plain-code.js';

it.each([
  ['123456', '123456'],
  ['123 456', '123456'],
  ['١٢٣٤٥٦', '123456'],
  ['۱۲۳۴۵۶', '123456'],
  ['१२३४५६', '123456'],
  ['１２３４５６', '123456'],
  ['𝟏𝟐𝟑𝟒𝟓𝟔', '123456'],
  ['\u200f123\u00a0456\u200b', '123456'],
  ['0９٩९', '0999'],
  ['ａｂｃ٠-xyz', 'abc0-xyz'],
])('%s is read as %s', (typed, read) => {
  expect(plainCode(typed)).toBe(read);
});
