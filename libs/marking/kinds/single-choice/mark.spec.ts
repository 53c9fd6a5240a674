import { expect, test } from '@jest/globals';
import type { PackedExercise, Response } from '#lotse/contract';
import { exercise, option, single, text, words } from '../../examples.js';
import { UnfitResponse, mark, solve } from '../../index.js';
import { differs, type Row } from '../spec-rows.js';

const choose = (choice: string): Response => ({ kind: 'single-choice', choice });
const family = { params: {}, cases: [{ alter: 17 }, { alter: 15 }], derive: { rest: '18-alter' }, seeds: [1, 2] };
/** Which one is right depends on the case: with seed 1 it is the first. */
const byCase = exercise(
  {
    kind: 'single-choice',
    shuffle: true,
    options: [
      { ...option('a', false), correct: 'alter >= 16', feedback: text('TOO-YOUNG') },
      { ...option('b', false), correct: 'alter < 16', feedback: { standard: [{ para: ['OLDER: ', { p: 'alter' }] }], plain: [{ para: [{ p: 'rest' }] }] } },
      { ...option('c', false), feedback: null },
    ],
  },
  { family },
);
const tagged = exercise({ kind: 'single-choice', shuffle: true, options: [option('a', true), { ...option('b', false), misconception: 'netto-brutto' }] });
const five = exercise({ kind: 'single-choice', shuffle: false, options: ['a', 'b', 'c', 'd', 'e'].map((id) => option(id, id === 'e')) });

const ROWS: Row[] = [
  ['right', single, choose('a'), 'right', 1, 'RIGHT'],
  ['wrong says its own reason', single, choose('b'), 'wrong', 0, 'REASON-b'],
  ['another wrong one says another', single, choose('c'), 'wrong', 0, 'REASON-c'],
  ['nothing', single, choose(''), 'unclear', 0, 'noch nichts gewählt. Wähle eine Antwort.'],
  ['the right one of this case', byCase, choose('a'), 'right', 1, 'RIGHT'],
  ['the right one of another case, with the values of this one', byCase, choose('b'), 'wrong', 0, 'OLDER: 17'],
  ['wrong in every case, without a reason of its own', byCase, choose('c'), 'wrong', 0, 'WRONG'],
  ['the last of five', five, choose('e'), 'right', 1, 'RIGHT'],
  ['the first of five', five, choose('a'), 'wrong', 0, 'REASON-a'],
  ['of two', tagged, choose('a'), 'right', 1, 'RIGHT'],
  ['of two, wrong', tagged, choose('b'), 'wrong', 0, 'REASON-b'],
];
test.each(ROWS)('%s', (...row) => expect(differs(row)).toEqual([]));
test.each(ROWS)('exam, %s: there is no half of one', (...row) => expect(differs(row, 'exam')).toEqual([]));

test.each<[string, PackedExercise, Response]>([
  ['an option that is not there', single, choose('z')],
  ['an option called like a field of every object', single, choose('constructor')],
  ['its text in the place of its id', single, choose('option a')],
  ['a capital letter', single, choose('A')],
  ['several', single, { kind: 'multiple-choice', choices: ['a'] }],
])('%s is no answer to this exercise', (_, task, response) => {
  expect(() => mark(task, response, { seed: 1 })).toThrow(UnfitResponse);
});

test('with the other case the other one is right, and is what is shown', () => {
  expect([mark(byCase, choose('b'), { seed: 2 }).verdict, mark(byCase, choose('a'), { seed: 2 }).verdict]).toEqual(['right', 'wrong']);
  expect([1, 2].map((seed) => solve(byCase, { seed }).solution)).toEqual([choose('a'), choose('b')]);
});

test('the tag of the error goes with a wrong answer and with no other', () => {
  expect(mark(tagged, choose('b'), { seed: 1 })).toMatchObject({ parts: { b: 'wrong' }, misconception: 'netto-brutto' });
  expect(mark(tagged, choose('a'), { seed: 1 }).misconception).toBeUndefined();
  expect(words(mark(byCase, choose('c'), { seed: 1, last: true }).feedback)).toBe('');
});
