import { expect, test } from '@jest/globals';
import type { PackedExercise, Response } from '#lotse/contract';
import { order, pair } from '../../examples.js';
import { UnfitResponse, mark } from '../../index.js';
import { differs, type Row } from '../spec-rows.js';

const put = (...ids: string[]): Response => ({ kind: 'order', order: ids });

const ROWS: Row[] = [
  ['right', order, put('a', 'b', 'c', 'd'), 'right', 1, 'RIGHT'],
  ['the first two change places', order, put('b', 'a', 'c', 'd'), 'partly', 0.75, '3 von 4 stehen in der richtigen Reihenfolge. WRONG'],
  ['the middle two change places', order, put('a', 'c', 'b', 'd'), 'partly', 0.75, '3 von 4'],
  ['the last two change places', order, put('a', 'b', 'd', 'c'), 'partly', 0.75, '3 von 4'],
  ['the last comes first', order, put('d', 'a', 'b', 'c'), 'partly', 0.75, '3 von 4'],
  ['the first comes last', order, put('b', 'c', 'd', 'a'), 'partly', 0.75, 'C-BEFORE-A'],
  ['first and last change places', order, put('d', 'b', 'c', 'a'), 'partly', 0.5, 'C-BEFORE-A'],
  ['both pairs change places', order, put('b', 'a', 'd', 'c'), 'partly', 0.5, '2 von 4'],
  ['the halves change places', order, put('c', 'd', 'a', 'b'), 'partly', 0.5, 'C-BEFORE-A'],
  ['every other one', order, put('a', 'c', 'd', 'b'), 'partly', 0.75, '3 von 4'],
  ['a known mistake of order', order, put('c', 'a', 'b', 'd'), 'partly', 0.75, 'C-BEFORE-A'],
  ['a known mistake is not said where it was not made', order, put('d', 'a', 'c', 'b'), 'partly', 0.5, 'Reihenfolge. WRONG'],
  ['from behind', order, put('d', 'c', 'b', 'a'), 'wrong', 0, 'Die Reihenfolge stimmt nicht.'],
  ['two items', pair, put('a', 'b'), 'right', 1, 'RIGHT'],
  ['two items turned round: one alone is no order', pair, put('b', 'a'), 'wrong', 0, 'Die Reihenfolge stimmt nicht.'],
  ['nothing', order, put(), 'unclear', 0, 'noch nichts gewählt'],
];
test.each(ROWS)('%s', (...row) => expect(differs(row)).toEqual([]));

const EXAM: Row[] = [
  ['right', order, put('a', 'b', 'c', 'd'), 'right', 1, 'RIGHT'],
  ['two change places', order, put('b', 'a', 'c', 'd'), 'partly', 0.5, '2 von 4 stehen auf dem richtigen Platz. WRONG'],
  ['the last comes first: nothing is in its place', order, put('d', 'a', 'b', 'c'), 'wrong', 0, 'Nichts steht auf seinem Platz.'],
  ['first and last change places', order, put('d', 'b', 'c', 'a'), 'partly', 0.5, '2 von 4'],
  ['one place', order, put('a', 'd', 'b', 'c'), 'partly', 0.25, '1 von 4 steht auf dem richtigen Platz.'],
  ['from behind', order, put('d', 'c', 'b', 'a'), 'wrong', 0, 'Nichts steht auf seinem Platz.'],
];
test.each(EXAM)('exam, %s', (...row) => expect(differs(row, 'exam')).toEqual([]));

test.each<[string, PackedExercise, Response]>([
  ['an item missing', order, put('a', 'b', 'c')],
  ['an item twice', order, put('a', 'a', 'c', 'd')],
  ['an item too many', order, put('a', 'b', 'c', 'd', 'a')],
  ['an item that is not there', order, put('a', 'b', 'c', 'z')],
  ['an item called like a field of every object', pair, put('a', 'constructor')],
])('%s is no answer to this exercise', (_, task, response) => {
  expect(() => mark(task, response, { seed: 1 })).toThrow(UnfitResponse);
});
