import { expect, test } from '@jest/globals';
import type { PackedExercise, Response } from '#lotse/contract';
import { UnfitResponse, mark } from '../../index.js';
import { exercise } from '../../examples.js';
import { ratio, step, steps, type } from '../closed-examples.js';
import { differs, type Row } from '../spec-rows.js';

const about = exercise({
  kind: 'number-steps',
  steps: [step('s1', '900', { tolerance: { mode: 'abs', by: 5 } }), step('s2', 's1*2', { tolerance: { mode: 'rel', by: 0.01 } })],
});

const ROWS: Row[] = [
  ['all', steps, type('900,00', '882', '894,00 €'), 'right', 1, 'RIGHT'],
  [
    'the first wrong, the rest follows',
    steps,
    type('1100', '1078', '1090'),
    'partly',
    2 / 3,
    'RABATT-ADDED Danach hast du mit deinem Wert richtig weitergerechnet',
  ],
  ['the first wrong, the rest by the true values', steps, type('1100', '882', '894'), 'partly', 2 / 3, 'Schritt 1 (S1): RABATT-ADDED'],
  ['the second wrong, the third follows', steps, type('900', '18', '30'), 'partly', 2 / 3, 'Schritt 2 (S2): SKONTO-ONLY Danach'],
  ['all wrong', steps, type('1', '2', '3'), 'wrong', 0, 'Kein Wert ist richtig. Schritt 1 (S1): WRONG'],
  ['an empty one, the next by the true value', steps, type('900', '', '894'), 'partly', 2 / 3, 'Schritt 2 (S2): Hier steht nichts.'],
  ['only the first', steps, type('900'), 'partly', 1 / 3, '1 von 3 Werten ist richtig.'],
  ['only the last', steps, type('', '', '894'), 'partly', 1 / 3, 'Schritt 1 (S1): Hier steht nichts.'],
  ['a cent off', steps, type('900', '882,01', '894'), 'partly', 5 / 6, 'Prüfe das Runden'],
  ['another unit', steps, type('900 kg', '882', '894'), 'partly', 5 / 6, 'die Einheit nicht'],
  ['one cannot be read', steps, type('900', 'viel', '894'), 'unclear', 0, 'Schritt 2 (S2): Das kann ich nicht als Zahl lesen.'],
  ['nothing', steps, type(' ', ''), 'unclear', 0, 'Fang mit dem ersten Wert an'],
  ['what follows a typed 0 cannot be worked out', ratio, type('0', '25'), 'partly', 0.5, 'Schritt 1'],
  ['amounts as people type them', steps, type('900 EUR', '882,-', '894.00'), 'right', 1, 'RIGHT'],
  ['points between thousands', steps, type('1.100', '1.078,00', '1.090'), 'partly', 2 / 3, 'RABATT-ADDED'],
  ['digits of another script', steps, type('٩٠٠', '٨٨٢', '۸۹۴'), 'right', 1, 'RIGHT'],
  ['a minus in front', steps, type('-900', '882', '894'), 'partly', 2 / 3, 'Schritt 1 (S1): WRONG'],
  ['in cents, and on from there in euros', steps, type('90000 ct', '882', '894'), 'partly', 5 / 6, 'Gefragt ist die Einheit €'],
  ['an unknown error at the start, the rest follows', steps, type('1', '0,98', '12,98'), 'partly', 2 / 3, 'Schritt 1 (S1): WRONG Danach hast du'],
  ['two errors: the third follows the second', steps, type('1', '2', '14'), 'partly', 1 / 3, '1 von 3 Werten ist richtig. Schritt 1 (S1): WRONG'],
  ['the last alone is wrong', steps, type('900', '882', '882'), 'partly', 2 / 3, 'Schritt 3 (S3): WRONG'],
  ['a calculation in the place of its result', steps, type('900', '900*0,98', '894'), 'unclear', 0, 'Schritt 2 (S2): Das ist eine Rechnung'],
  ['a number without end', steps, type('9'.repeat(60), '882', '894'), 'unclear', 0, 'Schritt 1 (S1): Die Zahl ist zu lang.'],
  ['what follows is rounded, too', ratio, type('3', '33,33'), 'partly', 0.5, 'Danach hast du'],
  ['what follows is not rounded', ratio, type('3', '33,333'), 'partly', 0.25, 'Prüfe das Runden'],
  ['within the tolerance, and on from there', about, type('903', '1806'), 'right', 1, 'RIGHT'],
  ['outside the tolerance, and on from there', about, type('910', '1820'), 'partly', 0.5, 'Danach hast du'],
];
test.each(ROWS)('%s', (...one) => expect(differs(one)).toEqual([]));

const EXAM: Row[] = [
  ['a step without a digit is asked about', steps, type('900', 'viel'), 'unclear', 0, 'Schritt 2'],
  ['digits without a comma', steps, type('90000', '88200', '89400'), 'right', 1, 'RIGHT'],
  ['after an empty one the smallest number', steps, type('', '001', '1201'), 'partly', 2 / 3, 'Schritt 1'],
  ['a step that is left out costs itself alone', steps, type('90000', '', '1201'), 'partly', 2 / 3, 'Schritt 2 (S2): Hier steht nichts.'],
  ['nothing is asked about', steps, type('', ''), 'unclear', 0, 'Fang mit dem ersten Wert an'],
];
test.each(EXAM)('exam, %s', (...one) => expect(differs(one, 'exam')).toEqual([]));

test.each<[string, PackedExercise, Response]>([
  ['a step that is not there', steps, { kind: 'number-steps', steps: { s9: '1' } }],
  ['a step called like a field of every object', steps, { kind: 'number-steps', steps: { constructor: '1' } }],
  ['rows of a table', steps, { kind: 'calculation', rows: { s1: '900' } }],
])('%s is no answer to this exercise', (_, task, response) => {
  expect(() => mark(task, response, { seed: 1 })).toThrow(UnfitResponse);
});
