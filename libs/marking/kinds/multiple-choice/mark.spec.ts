import { expect, test } from '@jest/globals';
import type { PackedExercise, Response } from '#lotse/contract';
import { exercise, multiple, option, text } from '../../examples.js';
import { UnfitResponse, mark } from '../../index.js';
import { differs, type Row } from '../spec-rows.js';

const several = (...choices: string[]): Response => ({ kind: 'multiple-choice', choices });
const byCase = exercise(
  {
    kind: 'multiple-choice',
    shuffle: true,
    options: [
      { ...option('a', true) },
      { ...option('b', false), correct: 'alter < 18', feedback: text('OF-AGE') },
      { ...option('c', false), correct: 'alter >= 18', misconception: 'volljaehrig' },
    ],
  },
  { family: { params: {}, cases: [{ alter: 17 }, { alter: 19 }], derive: {}, seeds: [1, 2] } },
);

const ROWS: Row[] = [
  ['all of three', multiple, several('a', 'c', 'e'), 'right', 1, 'RIGHT'],
  ['in another order', multiple, several('e', 'a', 'c'), 'right', 1, 'RIGHT'],
  ['two of three', multiple, several('a', 'c'), 'partly', 2 / 3, 'Deine 2 Antworten sind richtig. Es fehlt 1 von 3.'],
  ['one of three', multiple, several('e'), 'partly', 1 / 3, 'Deine Antwort ist richtig. Es fehlen 2 von 3.'],
  ['all and one wrong', multiple, several('a', 'b', 'c', 'e'), 'partly', 2 / 3, 'Von deinen 4 Antworten sind 3 richtig.'],
  ['two right, one wrong', multiple, several('a', 'b', 'c'), 'partly', 1 / 3, 'Von deinen 3 Antworten sind 2 richtig. Es fehlt 1 von 3. WRONG'],
  ['two right, two wrong', multiple, several('a', 'b', 'c', 'd'), 'wrong', 0, 'Von deinen 4 Antworten sind 2 richtig. Es fehlt 1 von 3.'],
  ['one right, one wrong', multiple, several('a', 'b'), 'wrong', 0, 'Von deinen 2 Antworten ist 1 richtig. Es fehlen 2 von 3.'],
  ['one right, two wrong: never below nothing', multiple, several('a', 'b', 'd'), 'wrong', 0, 'Von deinen 3 Antworten ist 1 richtig.'],
  ['only wrong ones', multiple, several('b', 'd'), 'wrong', 0, 'Von deinen 2 Antworten ist keine richtig. Es fehlen 3 von 3.'],
  ['one wrong one', multiple, several('d'), 'wrong', 0, 'Deine Antwort ist nicht richtig. Es fehlen 3 von 3.'],
  ['everything', multiple, several('a', 'b', 'c', 'd', 'e'), 'partly', 1 / 3, 'Von deinen 5 Antworten sind 3 richtig.'],
  ['nothing', multiple, several(), 'unclear', 0, 'noch nichts gewählt'],
  ['the right ones of this case', byCase, several('a', 'b'), 'right', 1, 'RIGHT'],
  ['those of another case', byCase, several('a', 'c'), 'wrong', 0, 'Es fehlt 1 von 2.'],
];
test.each(ROWS)('%s', (...row) => expect(differs(row)).toEqual([]));

const EXAM: Row[] = [
  ['all', multiple, several('a', 'c', 'e'), 'right', 1, 'RIGHT'],
  [
    'two of three are nothing, and it says how many',
    multiple,
    several('a', 'c'),
    'wrong',
    0,
    'Es fehlt 1 von 3. In der Prüfung gibt es hier keine Punkte für einen Teil.',
  ],
  ['all and one wrong', multiple, several('a', 'b', 'c', 'e'), 'wrong', 0, 'Von deinen 4 Antworten sind 3 richtig. In der Prüfung'],
  ['only wrong ones', multiple, several('b', 'd'), 'wrong', 0, 'keine richtig'],
  ['nothing is asked about', multiple, several(), 'unclear', 0, 'noch nichts gewählt'],
];
test.each(EXAM)('exam, %s', (...row) => expect(differs(row, 'exam')).toEqual([]));

test.each<[string, PackedExercise, Response]>([
  ['an option that is not there', multiple, several('a', 'z')],
  ['an option twice', multiple, several('a', 'a')],
  ['an option called like a field of every object', multiple, several('toString')],
  ['a single choice', multiple, { kind: 'single-choice', choice: 'a' }],
])('%s is no answer to this exercise', (_, task, response) => {
  expect(() => mark(task, response, { seed: 1 })).toThrow(UnfitResponse);
});

test('which one is wrong is not said before all are right, and its tag is kept', () => {
  const marked = mark(byCase, several('a', 'c'), { seed: 1 });
  expect([marked.parts, marked.misconception]).toEqual([{}, 'volljaehrig']);
  expect(JSON.stringify(marked.feedback)).not.toMatch(/REASON|OF-AGE/);
});
