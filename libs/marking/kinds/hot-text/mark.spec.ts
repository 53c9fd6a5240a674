import { expect, test } from '@jest/globals';
import type { PackedExercise, Response } from '#lotse/contract';
import { UnfitResponse, mark } from '../../index.js';
import { exercise, text } from '../../examples.js';
import { hot, mark_, spot } from '../closed-examples.js';
import { differs, type Row } from '../spec-rows.js';

/** Whether "17" is right depends on the case; with seed 1 it is. */
const byCase = exercise(
  {
    kind: 'hot-text',
    text: text('TEXT'),
    spots: [
      { ...spot('a', 'alter == 17'), text: '{{p:alter}} Jahre', feedback: text('OLD') },
      { ...spot('b', 'alter == 15'), text: '{{p:frist}} Tage', feedback: text('NOT-YOUNG') },
      { ...spot('c', false), feedback: null },
    ],
  },
  {
    family: {
      params: {},
      cases: [
        { alter: 17, frist: 27 },
        { alter: 15, frist: 30 },
      ],
      derive: {},
      seeds: [1, 2],
    },
  },
);

const ROWS: Row[] = [
  ['all', hot, mark_('a', 'b', 'c'), 'right', 1, 'RIGHT'],
  ['in another order', hot, mark_('c', 'a', 'b'), 'right', 1, 'RIGHT'],
  ['two of three', hot, mark_('a', 'c'), 'partly', 2 / 3, 'Du hast 2 von 3 Stellen gefunden. WRONG'],
  ['two right, one wrong', hot, mark_('a', 'b', 'd'), 'partly', 1 / 3, '1 Stelle passt nicht. „d“: REASON-d'],
  ['all and one wrong', hot, mark_('a', 'b', 'c', 'd'), 'partly', 2 / 3, 'REASON-d'],
  ['everything', hot, mark_('a', 'b', 'c', 'd', 'e'), 'partly', 1 / 3, '2 Stellen passen nicht'],
  ['only wrong ones', hot, mark_('d', 'e'), 'wrong', 0, 'keine richtige Stelle'],
  ['one right, one wrong', hot, mark_('a', 'd'), 'wrong', 0, 'Du hast 1 von 3'],
  ['nothing', hot, mark_(), 'unclear', 0, 'noch nichts gewählt'],
  ['one of three', hot, mark_('b'), 'partly', 1 / 3, 'Du hast 1 von 3 Stellen gefunden. WRONG'],
  ['one wrong, and nothing else', hot, mark_('e'), 'wrong', 0, 'keine richtige Stelle gefunden. 1 Stelle passt nicht. „e“: REASON-e'],
  ['one right, two wrong: never below nothing', hot, mark_('a', 'd', 'e'), 'wrong', 0, '2 Stellen passen nicht'],
  ['two right, two wrong', hot, mark_('a', 'b', 'd', 'e'), 'wrong', 0, 'Du hast 2 von 3'],
  ['the right one of this case', byCase, mark_('a'), 'right', 1, 'RIGHT'],
  ['the right one of another case, by its words with their values', byCase, mark_('b'), 'wrong', 0, '„27 Tage“: NOT-YOUNG'],
  ['right and the other case', byCase, mark_('a', 'b'), 'wrong', 0, 'Du hast 1 von 1 Stellen gefunden. 1 Stelle passt nicht.'],
  ['a wrong one without a reason of its own', byCase, mark_('c'), 'wrong', 0, 'WRONG'],
];
test.each(ROWS)('%s', (...one) => expect(differs(one)).toEqual([]));

const EXAM: Row[] = [
  ['not all is nothing, and it says how many', hot, mark_('a', 'b'), 'wrong', 0, 'keine Punkte für einen Teil'],
  ['all', hot, mark_('a', 'b', 'c'), 'right', 1, 'RIGHT'],
  ['all and one wrong', hot, mark_('a', 'b', 'c', 'd'), 'wrong', 0, 'Du hast 3 von 3'],
  ['nothing is asked about', hot, mark_(), 'unclear', 0, 'noch nichts gewählt'],
];
test.each(EXAM)('exam, %s', (...one) => expect(differs(one, 'exam')).toEqual([]));

test.each<[string, PackedExercise, Response]>([
  ['a spot that is not there', hot, mark_('z')],
  ['a spot twice', hot, mark_('a', 'a')],
  ['a spot called like a field of every object', hot, mark_('constructor')],
  ['right ones and one that is not there', hot, mark_('a', 'b', 'c', 'toString')],
  ['another kind', hot, { kind: 'order', order: ['a'] }],
])('%s is no answer to this exercise', (_, task, response) => {
  expect(() => mark(task, response, { seed: 1 })).toThrow(UnfitResponse);
});
