import { expect, test } from '@jest/globals';
import { plainCode, plainText } from './plain-text.js';

test.each([
  // compatibility forms
  ['Pﬂicht', 'Pflicht'],
  ['ＩＨＫ', 'IHK'],
  ['５０％', '50%'],
  ['\u2126', 'Ω'],
  ['Ku\u0308ndigung', 'Kündigung'],
  // with care
  ['5²', '5²'],
  ['½', '½'],
  ['m²', 'm²'],
  // digits of other scripts
  ['٤', '4'],
  ['۱۲', '12'],
  ['१२३४', '1234'],
  ['𝟏𝟐', '12'],
  ['২০২৬', '2026'],
  // signs
  ['٥٠٪', '50%'],
  ['١٢٫٥', '12,5'],
  ['12，5', '12,5'],
  ['12،5', '12,5'],
  ['١٬٢٣٤', "1'234"],
  ['Azubi\u2019s', "Azubi's"],
  ['Azubi\u00b4s', "Azubi's"],
  ['Azubi`s', "Azubi's"],
  ['„Urlaub“', '"Urlaub"'],
  ['«Urlaub»', '"Urlaub"'],
  ['Probe\u2011Zeit', 'Probe-Zeit'],
  ['\u22125', '-5'],
  // i of the Turkish keyboard
  ['İHK', 'IHK'],
  ['I\u0307HK', 'IHK'],
  ['pflıcht', 'pflicht'],
  ['i\u0307', 'i'],
  // what nobody sees
  ['\u202eUrlaub\u202c', 'Urlaub'],
  ['\u200eUr\u200blaub\u00ad', 'Urlaub'],
  ['Ur\u2060laub\ufe0f', 'Urlaub'],
  ['  Ur\u00a0\u202flaub\t', 'Ur laub'],
  ['\ud800Urlaub', '\ufffdUrlaub'],
  ['Grüße, 中文 שלום', 'Grüße, 中文 שלום'],
])('%j is read as %j', (typed, read) => {
  expect(plainText(typed)).toBe(read);
});

test.each([
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
])('the code %s is read as %s', (typed, read) => {
  expect(plainCode(typed)).toBe(read);
});
