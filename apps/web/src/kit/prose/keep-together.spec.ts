import { expect, test } from '@jest/globals';
import { keepTogether } from './keep-together.js';

test.each([
  ['gewährt 15 % Rabatt', 'gewährt 15~% Rabatt'],
  ['für 20 m² Wand 6 Liter Farbe', 'für 20~m² Wand 6~Liter Farbe'],
  ['1.200,00 € und 84 kg', '1.200,00~€ und 84~kg'],
  ['nach § 7a Abs. 2 Satz 1 BBiG', 'nach §~7a Abs.~2 Satz~1 BBiG'],
  ['nach SGB IV, Steuerklasse V', 'nach SGB~IV, Steuerklasse~V'],
  ['am 4. Mai 2027', 'am 4.~Mai 2027'],
  ['Beschreiben Sie …', 'Beschreiben Sie~…'],
  ['z. B. Rabatt, d. h. weniger', 'z.~B. Rabatt, d.~h. weniger'],
  ['3 Lampen und 5 Marken', '3 Lampen und 5 Marken'],
])('"%s" parts only between words', (text, kept) => {
  expect(keepTogether(text)).toBe(kept.replaceAll('~', '\u00a0'));
});
