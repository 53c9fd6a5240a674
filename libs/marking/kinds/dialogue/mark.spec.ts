import { expect, test } from '@jest/globals';
import type { Response } from '#lotse/contract';
import { UnfitResponse, isHardToGuess, mark, solve, summarise, viewTask, wrongAnswer } from '../../index.js';
import { exercise, text } from '../../examples.js';
import type { BodyOf } from '../../marked.js';
import { differs, type Row } from '../spec-rows.js';

type Choice = BodyOf<'dialogue'>['nodes'][number]['choices'][number];
const choice = (id: string, points: number, more: Partial<Choice> = {}): Choice => ({
  ...{ id, text: `say ${id}`, textPlain: id, points, feedback: points < 1 ? text(`REASON-${id}`) : null },
  ...(points < 1 ? { misconception: `tag-${id}` } : {}),
  ...more,
});
const node = (id: string, ...choices: Choice[]) => ({ id, says: `node ${id}`, saysPlain: id, choices });
const talk = exercise({
  kind: 'dialogue',
  start: 'n1',
  nodes: [
    node(
      'n1',
      choice('good', 1, { next: 'n2', register: 'Sie' }),
      choice('short', 0.5, { next: 'n2', register: 'Sie' }),
      choice('rude', 0, { next: 'n3', register: 'du' }),
    ),
    node('n2', choice('good', 1, { next: 'n4', register: 'Sie' }), choice('bad', 0, { feedback: null }), choice('end', 1, { register: 'du' })),
    node('n3', choice('sorry', 1, { register: 'Sie' }), choice('worse', 0)),
    node('n4', choice('bye', 1), choice('nothing', 0)),
  ],
});
const round = exercise({
  kind: 'dialogue',
  start: 'n1',
  nodes: [node('n1', choice('a', 1, { next: 'n2' }), choice('b', 0, { next: 'n2' })), node('n2', choice('a', 1, { next: 'n1' }), choice('b', 0))],
});
const go = (...path: string[]): Response => ({ kind: 'dialogue', path });

const ROWS: Row[] = [
  ['all good', talk, go('good', 'good', 'bye'), 'right', 1, 'RIGHT'],
  ['a shorter way that is as good', talk, go('good', 'end'), 'right', 1, 'RIGHT'],
  ['du and Sie mixed is said, and costs nothing', talk, go('good', 'end'), 'right', 1, 'Bleib im ganzen Gespräch bei einer Anrede.'],
  ['half a point', talk, go('short', 'good', 'bye'), 'partly', 2.5 / 3, '2 von 3 Sätzen passen gut. „say short“ REASON-short'],
  ['one bad of two', talk, go('good', 'bad'), 'partly', 0.5, '1 von 2 Sätzen passt gut. WRONG'],
  ['put right again', talk, go('rude', 'sorry'), 'partly', 0.5, 'REASON-rude'],
  ['put right again, but mixed', talk, go('rude', 'sorry'), 'partly', 0.5, 'Anrede'],
  ['all bad', talk, go('rude', 'worse'), 'wrong', 0, 'Kein Satz passt gut.'],
  ['two reasons', talk, go('rude', 'worse'), 'wrong', 0, 'REASON-worse'],
  ['the last is bad', talk, go('good', 'good', 'nothing'), 'partly', 2 / 3, 'REASON-nothing'],
  ['half and bad', talk, go('short', 'bad'), 'partly', 0.25, 'Kein Satz'],
  ['not to the end', talk, go('good', 'good'), 'unclear', 0, 'noch nicht zu Ende'],
  ['only the first', talk, go('good'), 'unclear', 0, 'noch nicht zu Ende'],
  ['nothing', talk, go(), 'unclear', 0, 'noch nichts gesagt'],
];
test.each(ROWS)('%s', (...row) => expect(differs(row)).toEqual([]));

test.each<[string, Response]>([
  ['a choice that is not there', go('nope')],
  ['a choice of another place', go('sorry')],
  ['a choice behind the end', go('good', 'end', 'bye')],
  ['a choice called like a field of every object', go('constructor')],
  ['another kind', { kind: 'number', text: '1' }],
])('%s is no answer to this exercise', (_, response) => {
  expect(() => mark(talk, response, { seed: 1 })).toThrow(UnfitResponse);
});

test('what was said at each place has its verdict, and the first bad thing its tag', () => {
  expect(mark(talk, go('short', 'bad'), { seed: 1 })).toMatchObject({ parts: { n1: 'partly', n2: 'wrong' }, misconception: 'tag-short' });
});

test('the solution is right, the wrong answer is not, no points show, and a room counts choices', () => {
  const given = { seed: 1 };
  const [right, wrong] = [solve(talk, given).solution, wrongAnswer(talk, given)];
  expect(mark(talk, right, given).score).toBe(1);
  expect(mark(talk, wrong, given).verdict).toBe('wrong');
  expect(JSON.stringify(viewTask(talk, { glossary: [] }, { seed: 1, shuffle: 1 }))).not.toMatch(/points|feedback|register|REASON/);
  const { parts } = summarise(talk, [right, right, wrong], { seed: 1, shown: true });
  expect(parts[0]?.rows.map((row) => [row.count, row.right])).toEqual([
    [2, true],
    [1, false],
  ]);
});

test('a talk in a circle has an end for the program, and a short one is easy to guess', () => {
  expect(solve(round, { seed: 1 }).solution).toMatchObject({ kind: 'dialogue' });
  expect(isHardToGuess(talk)).toBe(false);
});
