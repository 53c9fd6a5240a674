import { expect, test } from '@jest/globals';
import { excerpt, plainText } from './plain-text.js';

test.each([
  ['kurz', 10, 'kurz'],
  ['genau zehn', 10, 'genau zehn'],
  ['Er kündigt am 19. Januar im Betrieb', 30, 'Er kündigt am 19. Januar im …'],
  ['Zuerst, dann', 8, 'Zuerst …'],
  ['Donaudampfschifffahrt', 5, 'Donau …'],
])('%s, at most %d letters: %s', (text, most, short) => expect(excerpt(text, most)).toBe(short));

test('words without their form', () => {
  expect(plainText([{ para: ['Der ', { b: ['Lohn'] }, '.'] }, { ul: [['eins'], ['zwei']] }])).toBe('Der Lohn. eins zwei');
});
