import { expect, test } from '@jest/globals';
import type { PackedExercise, Response } from '#lotse/contract';
import { UnfitResponse, mark } from '../../index.js';
import { exercise, text } from '../../examples.js';
import { build, sentence, twice, word } from '../closed-examples.js';
import { differs, type Row } from '../spec-rows.js';

const capital = exercise(
  {
    kind: 'word-order',
    words: [word('w1', 'Morgen'), word('w2', 'komme'), word('w3', 'ich'), word('w4', '{{p:wann}}')],
    orders: [['morgen', 'komme', 'ich', '{{p:wann}}']],
    end: '.',
    mistakes: [{ word: '{{p:wann}}', at: 'first', say: text('TIME-FIRST') }],
  },
  { family: { params: { wann: { pick: ['früh'] } }, derive: {}, seeds: [1] } },
);

const ROWS: Row[] = [
  ['right', sentence, build('w1', 'w2', 'w3', 'w4'), 'right', 1, 'RIGHT'],
  ['the other right order', sentence, build('w3', 'w2', 'w1', 'w4'), 'right', 1, 'RIGHT'],
  ['one word off', sentence, build('w1', 'w3', 'w2', 'w4'), 'partly', 0.75, '3 von 4 Wörtern'],
  ['a word that does not belong', sentence, build('w1', 'w5', 'w3', 'w4'), 'partly', 0.75, 'ICH-GEHE'],
  ['one too many', sentence, build('w1', 'w2', 'w3', 'w4', 'w5'), 'partly', 0.8, 'ICH-GEHE'],
  ['the verb last', sentence, build('w1', 'w3', 'w4', 'w2'), 'partly', 0.75, 'VERB-LAST'],
  ['two words before each other', sentence, build('w4', 'w2', 'w3', 'w1'), 'partly', 0.5, 'HEIM-FIRST'],
  ['half of it', sentence, build('w1', 'w2'), 'partly', 0.5, 'VERB-LAST'],
  ['one word', sentence, build('w5'), 'wrong', 0, 'Die Reihenfolge stimmt nicht. ICH-GEHE'],
  ['nothing', sentence, build(), 'unclear', 0, 'Tippe auf die Wörter'],
  ['equal words change places', twice, build('w3', 'w2', 'w1', 'w4'), 'right', 1, 'RIGHT'],
  ['from behind', sentence, build('w4', 'w3', 'w2', 'w1'), 'partly', 0.75, 'HEIM-FIRST'],
  ['all words from behind, the strange one first', sentence, build('w5', 'w4', 'w3', 'w2', 'w1'), 'partly', 0.6, 'ICH-GEHE'],
  ['the first and the last', sentence, build('w1', 'w4'), 'partly', 0.5, '2 von 4 Wörtern stehen in der richtigen Reihenfolge. WRONG'],
  ['the last one lacks', sentence, build('w1', 'w2', 'w3'), 'partly', 0.75, '3 von 4 Wörtern'],
  ['one right word and the strange one', sentence, build('w5', 'w1'), 'wrong', 0, 'Die Reihenfolge stimmt nicht. ICH-GEHE'],
  ['one right word is no order', sentence, build('w3'), 'wrong', 0, 'Die Reihenfolge stimmt nicht.'],
  ['equal words: one of them lacks', twice, build('w1', 'w2', 'w4'), 'partly', 0.75, '3 von 4'],
  ['equal words: both, and nothing between', twice, build('w1', 'w3'), 'partly', 0.5, '2 von 4'],
  ['equal words from behind', twice, build('w4', 'w3', 'w2', 'w1'), 'partly', 0.75, 'WRONG'],
  ['a capital at the start is no other word', capital, build('w1', 'w2', 'w3', 'w4'), 'right', 1, 'RIGHT'],
  ['a word of the family in the wrong place', capital, build('w4', 'w1', 'w2', 'w3'), 'partly', 0.75, 'TIME-FIRST'],
];
test.each(ROWS)('%s', (...one) => expect(differs(one)).toEqual([]));

const EXAM: Row[] = [
  ['not all is nothing', sentence, build('w1', 'w3', 'w2', 'w4'), 'wrong', 0, 'keine Punkte für einen Teil'],
  ['the other right order', sentence, build('w3', 'w2', 'w1', 'w4'), 'right', 1, 'RIGHT'],
  ['one too many', sentence, build('w1', 'w2', 'w3', 'w4', 'w5'), 'wrong', 0, 'ICH-GEHE'],
  ['nothing is asked about', sentence, build(), 'unclear', 0, 'Tippe auf die Wörter'],
];
test.each(EXAM)('exam, %s', (...one) => expect(differs(one, 'exam')).toEqual([]));

test.each<[string, PackedExercise, Response]>([
  ['a word that is not there', sentence, build('w9')],
  ['a word twice', sentence, build('w1', 'w1')],
  ['the text in the place of the id', sentence, build('heute')],
  ['a word called like a field of every object', sentence, build('w1', 'constructor')],
])('%s is no answer to this exercise', (_, task, response) => {
  expect(() => mark(task, response, { seed: 1 })).toThrow(UnfitResponse);
});
