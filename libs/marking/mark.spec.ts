import { expect, test } from '@jest/globals';
import type { PackedExercise, Response } from '#lotse/contract';
import { cloze, exercise, family, gap, multiple, numberTask, option, order, single, text, words } from './examples.js';
import { valuesFor, mark, solve, UnfitResponse } from './index.js';

type Row = [name: string, exercise: PackedExercise, response: Response, verdict: string, score: number, says: string];
const choose = (choice: string): Response => ({ kind: 'single-choice', choice });
const several = (...choices: string[]): Response => ({ kind: 'multiple-choice', choices });
const type = (typed: string): Response => ({ kind: 'number', text: typed });
const fill = (gaps: Record<string, string>): Response => ({ kind: 'cloze', gaps });
const put = (...ids: string[]): Response => ({ kind: 'order', order: ids });

const money = numberTask({ mistakes: [{ when: 'x == 106', say: text('DISCOUNT') }] });
const thirds = numberTask({ answer: '40/3' });
const percent = numberTask({ answer: '19', unit: '%', decimals: 0 });
const bare = numberTask({ answer: '1.234', decimals: 3 });
const two = cloze(gap('g1', ['Probezeit']), gap('g2', ['Kündigung'], { mistakes: [{ answer: 'Kündigungsfrist', say: text('THE-PERIOD') }] }));
const german = cloze(gap('g1', ['Vertrag'], { match: 'language' }));
const chosen = cloze(gap('g1', ['weil'], { input: 'select', options: ['weil', 'denn'], mistakes: [{ answer: 'denn', say: text('DENN') }] }));
const mute = cloze(gap('g1', ['Probezeit'], { feedback: null }));

const ROWS: Row[] = [
  ['one right', single, choose('a'), 'right', 1, 'RIGHT'],
  ['one wrong says its reason', single, choose('b'), 'wrong', 0, 'REASON-b'],
  ['nothing chosen', single, choose(''), 'unclear', 0, 'Wähle'],
  ['all of three', multiple, several('e', 'a', 'c'), 'right', 1, 'RIGHT'],
  ['two of three', multiple, several('a', 'c'), 'partly', 2 / 3, 'Deine 2 Antworten sind richtig. Es fehlt 1 von 3.'],
  ['two right, one wrong', multiple, several('a', 'b', 'c'), 'partly', 1 / 3, 'Von deinen 3 Antworten sind 2 richtig. Es fehlt 1 von 3. WRONG'],
  ['one right, two wrong', multiple, several('a', 'b', 'd'), 'wrong', 0, 'Von deinen 3 Antworten ist 1 richtig. Es fehlen 2 von 3.'],
  ['everything chosen', multiple, several('a', 'b', 'c', 'd', 'e'), 'partly', 1 / 3, 'Von deinen 5 Antworten sind 3 richtig.'],
  ['none of several', multiple, several(), 'unclear', 0, 'Wähle'],
  ['number', money, type('894'), 'right', 1, 'RIGHT'],
  ['number with unit', money, type('894,00 €'), 'right', 1, 'RIGHT'],
  ['number with a point', money, type('894.00'), 'right', 1, 'RIGHT Im Deutschen schreibt man ein Komma'],
  ['right number, other unit', money, type('894 kg'), 'partly', 0.5, 'Die Zahl stimmt, die Einheit nicht'],
  ['right amount in cents', numberTask({ answer: '0.5' }), type('50 ct'), 'partly', 0.5, 'Gefragt ist die Einheit €'],
  ['wrong amount in cents', numberTask({ answer: '0.5' }), type('60 ct'), 'wrong', 0, 'WRONG'],
  ['right amount in minutes', numberTask({ answer: '1.5', unit: 'h', decimals: 1 }), type('90 min'), 'partly', 0.5, 'Gefragt ist die Einheit h'],
  ['known mistake', money, type('106'), 'wrong', 0, 'DISCOUNT'],
  ['unknown mistake', money, type('17'), 'wrong', 0, 'WRONG'],
  ['a cent off', money, type('894,01'), 'partly', 0.5, 'Runde'],
  ['two cents off', money, type('894,02'), 'wrong', 0, 'WRONG'],
  ['rounded half up', thirds, type('13,33'), 'right', 1, 'RIGHT'],
  ['not rounded', thirds, type('13,3333'), 'partly', 0.5, '2 Stellen nach dem Komma'],
  [
    'not rounded, cut off',
    numberTask({ answer: 'summe', derive: { summe: 'round(20/3,2)' }, unit: 'kg' }),
    type('6,666'),
    'partly',
    0.5,
    '2 Stellen nach dem Komma',
  ],
  ['another value that would round to it', numberTask({ answer: 'round(33,0)', decimals: 0, unit: 'kg' }), type('33,4'), 'wrong', 0, 'WRONG'],
  ['rounded too far', thirds, type('13,3'), 'wrong', 0, 'WRONG'],
  ['percent', percent, type('19 %'), 'right', 1, 'RIGHT'],
  ['percent without sign', percent, type('19'), 'right', 1, 'RIGHT'],
  ['percent as a share', percent, type('0,19'), 'wrong', 0, 'vor dem Prozentzeichen'],
  ['thousands or decimal? asks', bare, type('1.234'), 'unclear', 0, 'Meinst du 1,234?'],
  ['decimal comma', bare, type('1,234'), 'right', 1, 'RIGHT'],
  ['thousands that are right are not asked about', numberTask({ answer: '1234' }), type('1.234'), 'right', 1, 'RIGHT'],
  ['a price as shops write it', numberTask({ answer: '0.5' }), type('-,50 €'), 'right', 1, 'RIGHT'],
  ['no number', money, type('viel'), 'unclear', 0, 'nicht als Zahl'],
  ['no input', money, type(' '), 'unclear', 0, 'noch nichts geschrieben'],
  ['abs', numberTask({ tolerance: { mode: 'abs', by: 2 } }), type('892'), 'right', 1, 'RIGHT'],
  ['outside abs', numberTask({ tolerance: { mode: 'abs', by: 2 } }), type('891,99'), 'wrong', 0, 'WRONG'],
  ['rel 1 %', numberTask({ answer: '200', tolerance: { mode: 'rel', by: 0.01 } }), type('198'), 'right', 1, 'RIGHT'],
  ['outside rel', numberTask({ answer: '200', tolerance: { mode: 'rel', by: 0.01 } }), type('197,9'), 'wrong', 0, 'WRONG'],
  ['range', numberTask({ tolerance: { mode: 'range', from: 890, to: 900 } }), type('890'), 'right', 1, 'RIGHT'],
  ['both gaps', two, fill({ g1: 'Probezeit', g2: 'kündigung' }), 'right', 1, 'RIGHT'],
  ['one gap', two, fill({ g1: 'Probezeit', g2: 'Lohn' }), 'partly', 0.5, '1 von 2 Lücken ist richtig. Lücke 2: REASON-g2'],
  ['a gap left empty', two, fill({ g1: 'Probezeit' }), 'partly', 0.5, 'Lücke 2: Hier steht nichts.'],
  ['a known wrong word', two, fill({ g1: 'Probezeit', g2: 'kündigungsfrist' }), 'partly', 0.5, 'THE-PERIOD'],
  ['words swapped are no slip', two, fill({ g1: 'Kündigung', g2: 'Probezeit' }), 'wrong', 0, 'Keine Lücke ist richtig.'],
  [
    'a forgiven slip is shown',
    two,
    fill({ g1: 'Probezeitt', g2: 'Kündigung' }),
    'right',
    1,
    'Lücke 1: Richtig, mit einem Schreibfehler: Du hast „Probezeitt“ geschrieben. Richtig ist „Probezeit“.',
  ],
  ['nothing typed', two, fill({ g1: ' ', g2: '' }), 'unclear', 0, 'noch nichts geschrieben'],
  ['case in a language gap', german, fill({ g1: 'vertrag' }), 'partly', 0.5, 'Achte auf groß und klein'],
  ['chosen word', chosen, fill({ g1: 'weil' }), 'right', 1, 'RIGHT'],
  ['chosen wrong word', chosen, fill({ g1: 'denn' }), 'wrong', 0, 'DENN'],
  ['a gap without a reason', mute, fill({ g1: 'Lohn' }), 'wrong', 0, 'WRONG'],
  ['right order', order, put('a', 'b', 'c', 'd'), 'right', 1, 'RIGHT'],
  ['one item off', order, put('b', 'a', 'c', 'd'), 'partly', 0.75, '3 von 4 stehen in der richtigen Reihenfolge. WRONG'],
  ['a known mistake of order', order, put('c', 'a', 'b', 'd'), 'partly', 0.75, 'C-BEFORE-A'],
  ['the other way round', order, put('d', 'c', 'b', 'a'), 'wrong', 0, 'Die Reihenfolge stimmt nicht.'],
];

const EXAM: Row[] = [
  ['order: each item in its place', order, put('b', 'a', 'c', 'd'), 'partly', 0.5, '2 von 4 stehen auf dem richtigen Platz. WRONG'],
  ['order: one place', order, put('a', 'd', 'b', 'c'), 'partly', 0.25, '1 von 4 steht auf dem richtigen Platz.'],
  ['order: nothing in its place', order, put('b', 'c', 'd', 'a'), 'wrong', 0, 'Nichts steht auf seinem Platz.'],
  ['number: digits without a comma', numberTask({}), type('89400'), 'right', 1, 'RIGHT'],
  ['number: the last digits are the decimals', numberTask({}), type('894'), 'wrong', 0, 'WRONG'],
  ['multiple-choice: not all is nothing, and it says how many', multiple, several('a', 'c', 'b'), 'wrong', 0, 'sind 2 richtig'],
];
test.each(EXAM)('exam, %s', (_, task, response, verdict, score, says) => {
  const marked = mark(task, response, { seed: 1, mode: 'exam' });
  expect([marked.verdict, marked.score]).toEqual([verdict, score]);
  expect(words(marked.feedback)).toContain(says);
});

test.each(ROWS)('%s', (_, task, response, verdict, score, says) => {
  const marked = mark(task, response, { seed: 1 });
  expect(marked.verdict).toBe(verdict);
  expect(marked.score).toBeCloseTo(score, 10);
  expect(words(marked.feedback)).toContain(says);
  expect(marked.feedback.plain.length).toBeGreaterThan(0);
});

test.each<[string, PackedExercise, Response]>([
  ['another kind', single, several('a')],
  ['an option that does not exist', single, choose('z')],
  ['one of several that does not exist', multiple, several('a', 'z')],
  ['an option twice', multiple, several('a', 'a')],
  ['a gap that does not exist', two, fill({ g9: 'x' })],
  ['a word that cannot be chosen', chosen, fill({ g1: 'obwohl' })],
  ['an item missing', order, put('a', 'b', 'c')],
  ['an item twice', order, put('a', 'a', 'b', 'c')],
  ['an item too many', order, put('a', 'b', 'c', 'd', 'a')],
  ['an item that does not exist', order, put('a', 'b', 'c', 'z')],
])('%s is no answer to this exercise', (_, task, response) => {
  expect(() => mark(task, response, { seed: 1 })).toThrow(UnfitResponse);
});

test('multiple choice names no option before all are right', () => {
  const marked = mark(multiple, several('a', 'b'), { seed: 1 });
  expect(marked.parts).toEqual({});
  expect(JSON.stringify(marked)).not.toContain('REASON');
  expect(mark(multiple, several('a', 'c', 'e'), { seed: 1 }).parts).toEqual({ a: 'right', c: 'right', e: 'right' });
});

test('parts tell gaps, items and the chosen option apart', () => {
  expect(mark(single, choose('b'), { seed: 1 }).parts).toEqual({ b: 'wrong' });
  expect(mark(two, fill({ g1: 'Probezeit', g2: 'Lohn' }), { seed: 1 }).parts).toEqual({ g1: 'right', g2: 'wrong' });
  expect(mark(german, fill({ g1: 'vertrag' }), { seed: 1 }).parts).toEqual({ g1: 'partly' });
  expect(mark(order, put('b', 'c', 'd', 'a'), { seed: 1 }).parts).toEqual({ a: 'wrong', b: 'right', c: 'right', d: 'right' });
});

test('a number is echoed as it was understood', () => {
  expect(mark(money, type('1234.5'), { seed: 1 }).understood).toBe('1.234,50\u00a0€');
  expect(mark(money, type('12 kg'), { seed: 1 }).understood).toBe('12\u00a0kg');
  expect(mark(money, type('viel'), { seed: 1 }).understood).toBeUndefined();
});

test('a slip is shown letter by letter: what differs is strong', () => {
  const marked = mark(cloze(gap('g1', ['Vertrag'])), fill({ g1: 'Vertrak' }), { seed: 1 });
  expect(marked.feedback.standard[1]).toEqual({
    para: ['Richtig, mit einem Schreibfehler: Du hast „Vertra', { b: ['k'] }, '“ geschrieben. Richtig ist „Vertra', { b: ['g'] }, '“.'],
  });
});

test.each([1, 2, 3, 4, 5])('seed %i of a family: its solution is right, its known mistake is named', (seed) => {
  const { solution } = solve(family, { seed });
  expect(mark(family, solution, { seed })).toMatchObject({ verdict: 'right', score: 1 });
  const discount = valuesFor(family, seed).rabatt?.toString().replace('.', ',') ?? '';
  expect(words(mark(family, type(discount), { seed }).feedback)).toContain('DISCOUNT');
});

test('multiple choice explains the wrong options with the solution only', () => {
  const solved = solve(multiple, { seed: 1 });
  expect(solved.solution).toEqual(several('a', 'c', 'e'));
  expect(words(solved.explanation)).toContain('option b REASON-b option d REASON-d');
  expect(words(solve(single, { seed: 1 }).explanation)).toBe('EXPLANATION');
});

test('an option without its own reason falls back to the general one', () => {
  const bald = exercise({ kind: 'single-choice', shuffle: true, options: [option('a', true), { ...option('b', false), feedback: null }] });
  expect(words(mark(bald, choose('b'), { seed: 1 }).feedback)).toBe('WRONG');
});

test('after the last try nothing is said about another one: a known reason stays, the explanation takes the place of the rest', () => {
  const bald = exercise({ kind: 'single-choice', shuffle: true, options: [option('a', true), { ...option('b', false), feedback: null }] });
  const last = { seed: 1, last: true };
  expect(words(mark(bald, choose('b'), last).feedback)).toBe('');
  expect(words(mark(single, choose('b'), last).feedback)).toBe('REASON-b');
  expect(words(mark(order, put('b', 'a', 'c', 'd'), last).feedback)).toBe('3 von 4 stehen in der richtigen Reihenfolge.');
  expect(words(mark(single, choose('a'), last).feedback)).toBe('RIGHT');
});
