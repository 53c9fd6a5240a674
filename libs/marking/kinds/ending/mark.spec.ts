import { expect, test } from '@jest/globals';
import type { PackedExercise, Response } from '#lotse/contract';
import { UnfitResponse, mark } from '../../index.js';
import { exercise } from '../../examples.js';
import { choose, endings, item, one as bare } from '../closed-examples.js';
import { differs, type Row } from '../spec-rows.js';

const one = bare;
const alone = exercise({ kind: 'ending', items: [item('a', 'der')] });
const three = exercise({
  kind: 'ending',
  items: [item('a', 'der'), item('b', 'die', { feedback: null, misconception: undefined }), item('c', 'den', { mistakes: [] })],
});
const byCase = exercise(
  { kind: 'ending', items: [item('a', '{{p:artikel}}', { options: ['{{p:artikel}}', 'die'], mistakes: [] })] },
  { family: { params: {}, cases: [{ artikel: 'der' }, { artikel: 'das' }], derive: {}, seeds: [1, 2] } },
);

const ROWS: Row[] = [
  ['both', endings, choose({ a: 'der', b: 'die' }), 'right', 1, 'RIGHT'],
  ['the rule', endings, choose({ a: 'die', b: 'die' }), 'partly', 0.5, '1 von 2 Formen ist richtig. Zeile 1: RULE-a'],
  ['a known wrong one', endings, choose({ a: 'der', b: 'den' }), 'partly', 0.5, 'Zeile 2: DEN-b'],
  ['none', endings, choose({ a: 'den', b: 'der' }), 'wrong', 0, 'Keine Form'],
  ['one left out', endings, choose({ b: 'die' }), 'partly', 0.5, 'RULE-a'],
  ['nothing', endings, choose({ a: '' }), 'unclear', 0, 'noch nichts gewählt'],
  ['no reason', one, choose({ a: 'die' }), 'wrong', 0, 'WRONG'],
  ['in another order of fields', endings, choose({ b: 'die', a: 'der' }), 'right', 1, 'RIGHT'],
  ['one only, and right', endings, choose({ a: 'der' }), 'partly', 0.5, '1 von 2 Formen ist richtig. Zeile 2: RULE-b'],
  ['one only, and wrong', endings, choose({ a: 'die', b: '' }), 'wrong', 0, 'Keine Form ist richtig. Zeile 1: RULE-a'],
  ['two known wrong ones', endings, choose({ a: 'den', b: 'den' }), 'wrong', 0, 'Zeile 1: DEN-a'],
  ['nothing at all', endings, choose({}), 'unclear', 0, 'noch nichts gewählt'],
  ['a single line has no number', alone, choose({ a: 'die' }), 'wrong', 0, 'RULE-a'],
  ['a single line, known', alone, choose({ a: 'den' }), 'wrong', 0, 'DEN-a'],
  ['a single line, right', alone, choose({ a: 'der' }), 'right', 1, 'RIGHT'],
  ['one of three', three, choose({ a: 'der', b: 'der', c: 'die' }), 'partly', 1 / 3, '1 von 3 Formen ist richtig. Zeile 3: RULE-c'],
  ['two of three, the third without a reason', three, choose({ a: 'der', b: 'der', c: 'den' }), 'partly', 2 / 3, '2 von 3 Formen sind richtig. WRONG'],
  ['the same everywhere', three, choose({ a: 'den', b: 'den', c: 'den' }), 'partly', 1 / 3, 'Zeile 1: DEN-a'],
  ['the form of this case', byCase, choose({ a: 'der' }), 'right', 1, 'RIGHT'],
  ['another form than that of this case', byCase, choose({ a: 'die' }), 'wrong', 0, 'RULE-a'],
];
test.each(ROWS)('%s', (...one) => expect(differs(one)).toEqual([]));

const EXAM: Row[] = [
  ['half is half', endings, choose({ a: 'der', b: 'den' }), 'partly', 0.5, 'DEN-b'],
  ['all', endings, choose({ a: 'der', b: 'die' }), 'right', 1, 'RIGHT'],
];
test.each(EXAM)('exam, %s', (...one) => expect(differs(one, 'exam')).toEqual([]));

test.each<[string, PackedExercise, Response]>([
  ['an ending that is no option', endings, choose({ a: 'das' })],
  ['a capital letter', endings, choose({ a: 'Der' })],
  ['a space behind it', endings, choose({ a: 'der ' })],
  ['a line that is not there', endings, choose({ z: 'der' })],
  ['a line called like a field of every object', endings, choose({ constructor: 'der' })],
  ['the form of another case', byCase, choose({ a: 'das' })],
])('%s is no answer to this exercise', (_, task, response) => {
  expect(() => mark(task, response, { seed: 1 })).toThrow(UnfitResponse);
});
