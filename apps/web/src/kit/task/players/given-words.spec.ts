import { expect, it } from '@jest/globals';
import { fitted, gapFor, gapWith } from './given-words.js';

const GAPS = ['a', 'b', 'c'];

it.each([
  ['the first empty gap', { a: 'weil' }, null, 'b'],
  ['the gap that was written in last, while it is empty', { a: 'weil' }, 'c', 'c'],
  ['the next empty one after that', { a: 'weil', c: 'denn' }, 'c', 'b'],
  ['the gap written in last, when all are full', { a: '1', b: '2', c: '3' }, 'b', 'b'],
  ['the last one, when all are full', { a: '1', b: '2', c: '3' }, null, 'c'],
  ['a gap with nothing but blanks', { a: ' ' }, null, 'a'],
])('a tapped word goes into %s', (_, filled, last, wanted) => {
  expect(gapFor(GAPS, filled, last)).toBe(wanted);
});

it.each([
  ['weil', 'a'],
  ['deshalb', 'b'],
  ['denn', undefined],
])('%s stands in the gap %s', (word, wanted) => {
  expect(gapWith(GAPS, { a: ' weil', b: 'Deshalb' }, word)).toBe(wanted);
});

it.each([
  ['at the beginning of a text', [{ para: [{ gap: 'a' }, ' ist es so.'] }], 'Deshalb'],
  ['after a full stop', [{ para: ['Es ist nass. ', { gap: 'a' }, ' rutscht man.'] }], 'Deshalb'],
  ['at the beginning of a line', [{ ul: [['eins'], [{ gap: 'a' }, ' zwei']] }], 'Deshalb'],
  ['after a comma', [{ para: ['Es ist nass, ', { gap: 'a' }, ' rutscht man.'] }], 'deshalb'],
  ['after a colon', [{ para: ['Das Wort heißt: ', { gap: 'a' }] }], 'deshalb'],
  ['after another gap', [{ para: [{ gap: 'b' }, ' ', { gap: 'a' }] }], 'deshalb'],
])('a word %s has its capital or not', (_, text, wanted) => {
  expect(fitted('deshalb', text, 'a')).toBe(wanted);
});
