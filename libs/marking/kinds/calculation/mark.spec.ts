import { expect, test } from '@jest/globals';
import type { PackedExercise, Response } from '#lotse/contract';
import { UnfitResponse, mark } from '../../index.js';
import { exercise } from '../../examples.js';
import { fill, row, scheme, step } from '../closed-examples.js';
import { differs, type Row } from '../spec-rows.js';

/** Three given cells, their sum, and what is left of it: the sum follows nothing, the rest follows the sum. */
const column = exercise({
  kind: 'calculation',
  rows: [
    row('mai', '120.5', true),
    row('jun', '80', true),
    row('jul', '99.5', true),
    { ...row('alle', 'sum(mai, jun, jul)'), sum: true },
    row('rest', '400-alle'),
  ],
});
/** A sum of cells that are filled in. */
const parts = exercise({
  kind: 'calculation',
  rows: [row('preis', '50', true), row('zwei', 'preis*2'), row('drei', 'preis*3'), { ...row('alle', 'sum(zwei, drei)'), sum: true }],
});
const kilos = exercise({
  kind: 'calculation',
  rows: [
    { ...step('brutto', '25', { unit: 'kg', decimals: 1 }), given: true, sum: false },
    { ...step('netto', 'brutto-1.5', { unit: 'kg', decimals: 1 }), given: false, sum: true },
  ],
});

const ROWS: Row[] = [
  ['all', scheme, fill({ rab: '10', zep: '90' }), 'right', 1, 'RIGHT'],
  ['follow-through over a given row', scheme, fill({ rab: '20', zep: '80' }), 'partly', 0.5, 'Danach hast du'],
  ['one row', scheme, fill({ zep: '90' }), 'partly', 0.5, 'Zeile „RAB“: Hier steht nichts.'],
  ['all wrong', scheme, fill({ rab: '1', zep: '2' }), 'wrong', 0, 'WRONG'],
  ['nothing', scheme, fill({}), 'unclear', 0, 'Fang mit dem ersten Wert an'],
  ['amounts as people type them', scheme, fill({ rab: '10,00 €', zep: '90 EUR' }), 'right', 1, 'RIGHT'],
  ['the first row alone', scheme, fill({ rab: '10' }), 'partly', 0.5, '1 von 2 Werten ist richtig. Zeile „ZEP“: Hier steht nichts.'],
  ['the row with its minus sign', scheme, fill({ rab: '-10', zep: '90' }), 'partly', 0.5, 'Zeile „RAB“: WRONG'],
  ['spaces are nothing', scheme, fill({ rab: '  ', zep: '90' }), 'partly', 0.5, 'Zeile „RAB“: Hier steht nichts.'],
  ['a cent off', scheme, fill({ rab: '10,01', zep: '90' }), 'partly', 0.75, 'Prüfe das Runden'],
  ['a row that cannot be read', scheme, fill({ rab: 'zehn', zep: '90' }), 'unclear', 0, 'Zeile „RAB“: Das kann ich nicht als Zahl lesen.'],
  ['the sum of a column', column, fill({ alle: '300', rest: '100' }), 'right', 1, 'RIGHT'],
  ['the sum of a column without one cell', column, fill({ alle: '200,50', rest: '199,50' }), 'partly', 0.5, 'Zeile „ALLE“: WRONG Danach hast du'],
  ['a sum of what was entered follows', parts, fill({ zwei: '90', drei: '150', alle: '240' }), 'partly', 2 / 3, 'Danach hast du'],
  ['a sum of what was entered, by the true values', parts, fill({ zwei: '90', drei: '150', alle: '250' }), 'partly', 2 / 3, 'Zeile „ZWEI“: WRONG'],
  ['a sum over an empty cell takes the true value', parts, fill({ zwei: '', drei: '150', alle: '250' }), 'partly', 2 / 3, 'Hier steht nichts.'],
  ['a sum with two wrong cells', parts, fill({ zwei: '1', drei: '2', alle: '3' }), 'partly', 1 / 3, '1 von 3 Werten'],
  ['another unit than asked', kilos, fill({ netto: '23500 g' }), 'partly', 0.5, 'Gefragt ist die Einheit kg'],
  ['no unit at all', kilos, fill({ netto: '23,5' }), 'right', 1, 'RIGHT'],
  ['a unit of another sort', kilos, fill({ netto: '23,5 €' }), 'partly', 0.5, 'die Einheit nicht'],
];
test.each(ROWS)('%s', (...one) => expect(differs(one)).toEqual([]));

const EXAM: Row[] = [
  ['digits without a comma, and the rest follows', scheme, fill({ rab: '2000', zep: '8000' }), 'partly', 0.5, 'Danach hast du'],
  ['after an empty row the smallest number', scheme, fill({ rab: '', zep: '9999' }), 'partly', 0.5, 'Zeile „RAB“: Hier steht nichts.'],
  ['digits in the boxes of one decimal', kilos, fill({ netto: '235' }), 'right', 1, 'RIGHT'],
  ['a sum over an empty cell takes the smallest number', parts, fill({ zwei: '', drei: '15000', alle: '15001' }), 'partly', 2 / 3, 'Hier steht nichts.'],
];
test.each(EXAM)('exam, %s', (...one) => expect(differs(one, 'exam')).toEqual([]));

test.each<[string, PackedExercise, Response]>([
  ['a row that is given', scheme, fill({ lep: '100' })],
  ['a row that is not there', scheme, fill({ xyz: '100' })],
  ['a row called like a field of every object', scheme, fill({ constructor: '1' })],
])('%s is no answer to this exercise', (_, task, response) => {
  expect(() => mark(task, response, { seed: 1 })).toThrow(UnfitResponse);
});
