import { expect, test } from '@jest/globals';
import type { Response } from '#lotse/contract';
import { UnfitResponse, mark, solve, summarise, viewTask, wrongAnswer } from '../../index.js';
import { text } from '../../examples.js';
import { proseWords } from '../../prose-words.js';
import { differs, type Row } from '../spec-rows.js';
import { pairs, shared } from './examples.js';

const put = (given: Record<string, string>): Response => ({ kind: 'matching', pairs: given });

const ROWS: Row[] = [
  ['all right', pairs, put({ a: 'r1', b: 'r2', c: 'r3' }), 'right', 1, 'RIGHT'],
  ['in another order of fields', pairs, put({ c: 'r3', a: 'r1', b: 'r2' }), 'right', 1, 'RIGHT'],
  ['two of three', pairs, put({ a: 'r1', b: 'r2', c: 'r4' }), 'partly', 2 / 3, '2 von 3 Zuordnungen sind richtig.'],
  ['one of three', pairs, put({ a: 'r1', b: 'r3', c: 'r2' }), 'partly', 1 / 3, '1 von 3 Zuordnungen ist richtig.'],
  ['a line says its own reason', pairs, put({ a: 'r1', b: 'r4', c: 'r3' }), 'partly', 2 / 3, 'line b: REASON-b'],
  ['a known pair says more', pairs, put({ a: 'r2', b: 'r2', c: 'r3' }), 'partly', 2 / 3, 'line a: A-WITH-2'],
  ['another partner says the line’s reason', pairs, put({ a: 'r3', b: 'r2', c: 'r3' }), 'partly', 2 / 3, 'line a: REASON-a'],
  ['a line without a reason', pairs, put({ a: 'r1', b: 'r2', c: 'r1' }), 'partly', 2 / 3, 'WRONG'],
  ['all wrong', pairs, put({ a: 'r4', b: 'r1', c: 'r2' }), 'wrong', 0, 'Keine Zuordnung ist richtig.'],
  ['everything with the same partner', pairs, put({ a: 'r1', b: 'r1', c: 'r1' }), 'partly', 1 / 3, 'REASON-b'],
  ['one line only', pairs, put({ a: 'r1' }), 'partly', 1 / 3, '1 von 3'],
  ['one line only, and wrong', pairs, put({ c: 'r4' }), 'wrong', 0, 'Keine'],
  ['nothing', pairs, put({}), 'unclear', 0, 'noch nichts zugeordnet'],
  ['shared partners', shared, put({ a: 'r1', b: 'r1', c: 'r2' }), 'right', 1, 'RIGHT'],
  ['shared partners, one off', shared, put({ a: 'r1', b: 'r2', c: 'r2' }), 'partly', 2 / 3, 'line b: REASON-b'],
  ['shared partners, turned round', shared, put({ a: 'r2', b: 'r2', c: 'r1' }), 'wrong', 0, 'Keine'],
];

test.each(ROWS)('%s', (...row) => expect(differs(row)).toEqual([]));

test.each<[string, Response]>([
  ['a line that is not there', put({ z: 'r1' })],
  ['a partner that is not there', put({ a: 'r9' })],
  ['a line called like a field of every object', put({ constructor: 'r1' })],
  ['an empty partner', put({ a: '' })],
  ['another kind', { kind: 'number', text: '1' }],
])('%s is no answer to this exercise', (_, response) => {
  expect(() => mark(pairs, response, { seed: 1 })).toThrow(UnfitResponse);
});

test('the tag of the first mistake goes with the verdict', () => {
  expect(mark(pairs, put({ a: 'r2', b: 'r1', c: 'r3' }), { seed: 1 })).toMatchObject({
    misconception: 'a-with-2',
    parts: { a: 'wrong', b: 'wrong', c: 'right' },
  });
  expect(mark(pairs, put({ a: 'r1', b: 'r1', c: 'r3' }), { seed: 1 }).misconception).toBe('tag-b');
});

test('the solution is right, the wrong answer is not, and a room counts both by line', () => {
  const given = { seed: 1 };
  const [right, wrong] = [solve(pairs, given).solution, wrongAnswer(pairs, given)];
  expect([mark(pairs, right, given).verdict, mark(pairs, wrong, given).verdict]).toEqual(['right', 'wrong']);
  const counted = (shown: boolean) => summarise(pairs, [right, right, wrong], { seed: 1, shown });
  expect(counted(true)).toMatchObject({
    answers: 3,
    parts: [
      {
        label: text('line a'),
        rows: [
          { text: text('partner r1'), count: 2, right: true },
          { count: 1, right: false },
        ],
      },
      {},
      {},
    ],
  });
  expect(counted(false).parts[0]?.rows.map(({ right: is }) => is)).toEqual([null, null]);
});

test.each([
  ['Der Vertrag endet.', 'Der Vertrag endet: REASON-a'],
  ['Wer kündigt?', 'Wer kündigt? REASON-a'],
  ['Kündigung', 'Kündigung: REASON-a'],
])('the line „%s“ is the label of its reason', (line, said) => {
  if (pairs.body.kind !== 'matching') throw new Error('another kind');
  const left = pairs.body.left.map((one) => (one.id === 'a' ? { ...one, text: [{ para: [line] }] } : one));
  const { feedback } = mark({ ...pairs, body: { ...pairs.body, left } }, put({ a: 'r4', b: 'r2', c: 'r3' }), { seed: 1 });
  expect(proseWords(feedback.standard)).toContain(said);
});

test('lines and partners are mixed apart from each other', () => {
  const orders = Array.from({ length: 40 }, (_, shuffle) => {
    const { body } = viewTask(pairs, { glossary: [] }, { seed: 1, shuffle });
    return body.kind === 'matching' ? [body.left, body.right].map((parts) => parts.map(({ id }) => id).join('')).join(' ') : '';
  });
  expect(new Set(orders).size).toBeGreaterThan(15);
});
