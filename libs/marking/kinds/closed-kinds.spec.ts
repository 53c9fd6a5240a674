import { expect, test } from '@jest/globals';
import type { PackedBody, PackedExercise, Response } from '#lotse/contract';
import { exercise, text, words } from '../examples.js';
import { UnfitResponse, mark, solve, summarise, viewTask, wrongAnswer } from '../index.js';
import { differs, type Row } from './spec-rows.js';

type Of<K extends PackedBody['kind']> = Extract<PackedBody, { kind: K }>;
const para = (said: string) => [{ para: [said] }];
const spot = (id: string, correct: boolean | string): Of<'hot-text'>['spots'][number] => ({
  ...{ id, text: id, textPlain: id, correct },
  feedback: correct === true ? null : text(`REASON-${id}`),
  misconception: `tag-${id}`,
});
const gaps = { standard: [{ para: [{ gap: 'a' }, { gap: 'b' }] }], plain: [{ para: [{ gap: 'a' }, { gap: 'b' }] }] };
const hot = exercise({ kind: 'hot-text', text: gaps, spots: [spot('a', true), spot('b', true), spot('c', true), spot('d', false), spot('e', false)] });
const mark_ = (...spots: string[]): Response => ({ kind: 'hot-text', spots });

const word = (id: string, shown: string) => ({ id, text: shown });
const sentence = exercise({
  kind: 'word-order',
  words: [word('w1', 'heute'), word('w2', 'gehe'), word('w3', 'ich'), word('w4', 'heim'), word('w5', 'geht')],
  orders: [
    ['heute', 'gehe', 'ich', 'heim'],
    ['ich', 'gehe', 'heute', 'heim'],
  ],
  end: '.',
  mistakes: [
    { word: 'geht', say: text('ICH-GEHE'), misconception: 'endung' },
    { word: 'gehe', at: 'last', say: text('VERB-LAST') },
    { before: 'heim', after: 'gehe', say: text('HEIM-FIRST') },
  ],
});
const twice = exercise({
  kind: 'word-order',
  words: [word('w1', 'die'), word('w2', 'Frau'), word('w3', 'die'), word('w4', 'lacht')],
  orders: [['die', 'Frau', 'die', 'lacht']],
  end: ',',
  mistakes: [],
});
const build = (...words: string[]): Response => ({ kind: 'word-order', words });

const item = (id: string, answer: string, more: object = {}): Of<'ending'>['items'][number] => ({
  ...{ id, text: para(`line ${id}`), options: ['der', 'die', 'den'], answer, feedback: text(`RULE-${id}`), misconception: `tag-${id}` },
  mistakes: [{ answer: 'den', say: text(`DEN-${id}`), misconception: 'den' }],
  ...more,
});
const endings = exercise({ kind: 'ending', items: [item('a', 'der'), item('b', 'die')] });
const one = exercise({ kind: 'ending', items: [item('a', 'der', { feedback: null, mistakes: [] })] });
const choose = (given: Record<string, string>): Response => ({ kind: 'ending', endings: given });

const step = (id: string, answer: string, more: Partial<Of<'number-steps'>['steps'][number]> = {}): Of<'number-steps'>['steps'][number] => ({
  ...{ id, label: id.toUpperCase(), labelPlain: id, unit: 'EUR', decimals: 2, answer, tolerance: { mode: 'exact' }, mistakes: [] },
  ...more,
});
const steps = exercise({
  kind: 'number-steps',
  steps: [
    step('s1', '900', { mistakes: [{ when: 'x == 1100', say: text('RABATT-ADDED'), misconception: 'rabatt-addiert' }] }),
    step('s2', 'round(s1*0.98,2)', { mistakes: [{ when: 'x == round(s1*0.02,2)', say: text('SKONTO-ONLY') }] }),
    step('s3', 's2+12'),
  ],
});
const ratio = exercise({ kind: 'number-steps', steps: [step('s1', '4', { decimals: 0, unit: undefined }), step('s2', 'round(100/s1,2)')] });
const type = (...values: string[]): Response => ({ kind: 'number-steps', steps: Object.fromEntries(values.map((value, index) => [`s${index + 1}`, value])) });

const row = (id: string, answer: string, given = false): Of<'calculation'>['rows'][number] => ({ ...step(id, answer), given, sum: false });
const scheme = exercise({ kind: 'calculation', rows: [row('lep', '100', true), row('rab', 'round(lep*0.1,2)'), row('zep', 'lep-rab')] });
const fill = (rows: Record<string, string>): Response => ({ kind: 'calculation', rows });

const span = (id: string, role: 'given' | 'wanted' | 'extra'): Of<'task-reading'>['spans'][number] => ({
  id,
  text: id,
  textPlain: id,
  role,
  feedback: text(`REASON-${id}`),
  misconception: `tag-${id}`,
});
const reading = exercise({
  kind: 'task-reading',
  spans: [span('p1', 'given'), span('p2', 'wanted'), span('p3', 'extra')],
  roles: ['given', 'wanted', 'extra'],
  mistakes: [{ span: 'p3', role: 'given', say: text('NOT-NEEDED'), misconception: 'unwichtig' }],
});
const roles = (given: Record<string, 'given' | 'wanted' | 'extra'>): Response => ({ kind: 'task-reading', roles: given });

const ROWS: Row[] = [
  ['hot-text: all', hot, mark_('a', 'b', 'c'), 'right', 1, 'RIGHT'],
  ['hot-text: in another order', hot, mark_('c', 'a', 'b'), 'right', 1, 'RIGHT'],
  ['hot-text: two of three', hot, mark_('a', 'c'), 'partly', 2 / 3, 'Du hast 2 von 3 Stellen gefunden. WRONG'],
  ['hot-text: two right, one wrong', hot, mark_('a', 'b', 'd'), 'partly', 1 / 3, '1 Stelle passt nicht. „d“: REASON-d'],
  ['hot-text: all and one wrong', hot, mark_('a', 'b', 'c', 'd'), 'partly', 2 / 3, 'REASON-d'],
  ['hot-text: everything', hot, mark_('a', 'b', 'c', 'd', 'e'), 'partly', 1 / 3, '2 Stellen passen nicht'],
  ['hot-text: only wrong ones', hot, mark_('d', 'e'), 'wrong', 0, 'keine richtige Stelle'],
  ['hot-text: one right, one wrong', hot, mark_('a', 'd'), 'wrong', 0, 'Du hast 1 von 3'],
  ['hot-text: nothing', hot, mark_(), 'unclear', 0, 'noch nichts gewählt'],
  ['word-order: right', sentence, build('w1', 'w2', 'w3', 'w4'), 'right', 1, 'RIGHT'],
  ['word-order: the other right order', sentence, build('w3', 'w2', 'w1', 'w4'), 'right', 1, 'RIGHT'],
  ['word-order: one word off', sentence, build('w1', 'w3', 'w2', 'w4'), 'partly', 0.75, '3 von 4 Wörtern'],
  ['word-order: a word that does not belong', sentence, build('w1', 'w5', 'w3', 'w4'), 'partly', 0.75, 'ICH-GEHE'],
  ['word-order: one too many', sentence, build('w1', 'w2', 'w3', 'w4', 'w5'), 'partly', 0.8, 'ICH-GEHE'],
  ['word-order: the verb last', sentence, build('w1', 'w3', 'w4', 'w2'), 'partly', 0.75, 'VERB-LAST'],
  ['word-order: two words before each other', sentence, build('w4', 'w2', 'w3', 'w1'), 'partly', 0.5, 'HEIM-FIRST'],
  ['word-order: half of it', sentence, build('w1', 'w2'), 'partly', 0.5, 'VERB-LAST'],
  ['word-order: one word', sentence, build('w5'), 'wrong', 0, 'Die Reihenfolge stimmt nicht. ICH-GEHE'],
  ['word-order: nothing', sentence, build(), 'unclear', 0, 'Tippe auf die Wörter'],
  ['word-order: equal words change places', twice, build('w3', 'w2', 'w1', 'w4'), 'right', 1, 'RIGHT'],
  ['ending: both', endings, choose({ a: 'der', b: 'die' }), 'right', 1, 'RIGHT'],
  ['ending: the rule', endings, choose({ a: 'die', b: 'die' }), 'partly', 0.5, '1 von 2 Formen ist richtig. Zeile 1: RULE-a'],
  ['ending: a known wrong one', endings, choose({ a: 'der', b: 'den' }), 'partly', 0.5, 'Zeile 2: DEN-b'],
  ['ending: none', endings, choose({ a: 'den', b: 'der' }), 'wrong', 0, 'Keine Form'],
  ['ending: one left out', endings, choose({ b: 'die' }), 'partly', 0.5, 'RULE-a'],
  ['ending: nothing', endings, choose({ a: '' }), 'unclear', 0, 'noch nichts gewählt'],
  ['ending: no reason', one, choose({ a: 'die' }), 'wrong', 0, 'WRONG'],
  ['steps: all', steps, type('900,00', '882', '894,00 €'), 'right', 1, 'RIGHT'],
  [
    'steps: the first wrong, the rest follows',
    steps,
    type('1100', '1078', '1090'),
    'partly',
    2 / 3,
    'RABATT-ADDED Danach hast du mit deinem Wert richtig weitergerechnet',
  ],
  ['steps: the first wrong, the rest by the true values', steps, type('1100', '882', '894'), 'partly', 2 / 3, 'Schritt 1 (S1): RABATT-ADDED'],
  ['steps: the second wrong, the third follows', steps, type('900', '18', '30'), 'partly', 2 / 3, 'Schritt 2 (S2): SKONTO-ONLY Danach'],
  ['steps: all wrong', steps, type('1', '2', '3'), 'wrong', 0, 'Kein Wert ist richtig. Schritt 1 (S1): WRONG'],
  ['steps: an empty one, the next by the true value', steps, type('900', '', '894'), 'partly', 2 / 3, 'Schritt 2 (S2): Hier steht nichts.'],
  ['steps: only the first', steps, type('900'), 'partly', 1 / 3, '1 von 3 Werten ist richtig.'],
  ['steps: only the last', steps, type('', '', '894'), 'partly', 1 / 3, 'Schritt 1 (S1): Hier steht nichts.'],
  ['steps: a cent off', steps, type('900', '882,01', '894'), 'partly', 5 / 6, 'Prüfe das Runden'],
  ['steps: another unit', steps, type('900 kg', '882', '894'), 'partly', 5 / 6, 'die Einheit nicht'],
  ['steps: one cannot be read', steps, type('900', 'viel', '894'), 'unclear', 0, 'Schritt 2 (S2): Das kann ich nicht als Zahl lesen.'],
  ['steps: nothing', steps, type(' ', ''), 'unclear', 0, 'Fang mit dem ersten Wert an'],
  ['steps: what follows a typed 0 cannot be worked out', ratio, type('0', '25'), 'partly', 0.5, 'Schritt 1'],
  ['calculation: all', scheme, fill({ rab: '10', zep: '90' }), 'right', 1, 'RIGHT'],
  ['calculation: follow-through over a given row', scheme, fill({ rab: '20', zep: '80' }), 'partly', 0.5, 'Danach hast du'],
  ['calculation: one row', scheme, fill({ zep: '90' }), 'partly', 0.5, 'Zeile „RAB“: Hier steht nichts.'],
  ['calculation: all wrong', scheme, fill({ rab: '1', zep: '2' }), 'wrong', 0, 'WRONG'],
  ['calculation: nothing', scheme, fill({}), 'unclear', 0, 'Fang mit dem ersten Wert an'],
  ['reading: all', reading, roles({ p1: 'given', p2: 'wanted', p3: 'extra' }), 'right', 1, 'RIGHT'],
  ['reading: a known wrong role', reading, roles({ p1: 'given', p2: 'wanted', p3: 'given' }), 'partly', 2 / 3, 'Zeile 3: NOT-NEEDED'],
  ['reading: its own reason', reading, roles({ p1: 'wanted', p2: 'wanted', p3: 'extra' }), 'partly', 2 / 3, 'Zeile 1: REASON-p1'],
  ['reading: everything the same', reading, roles({ p1: 'given', p2: 'given', p3: 'given' }), 'partly', 1 / 3, '1 von 3 Teilen ist richtig.'],
  ['reading: all wrong', reading, roles({ p1: 'extra', p2: 'given', p3: 'wanted' }), 'wrong', 0, 'Kein Teil'],
  ['reading: one only', reading, roles({ p2: 'wanted' }), 'partly', 1 / 3, 'REASON-p1'],
  ['reading: nothing', reading, roles({}), 'unclear', 0, 'noch nichts zugeordnet'],
];
test.each(ROWS)('%s', (...row_) => expect(differs(row_)).toEqual([]));

const EXAM: Row[] = [
  ['hot-text: not all is nothing, and it says how many', hot, mark_('a', 'b'), 'wrong', 0, 'Du hast 2 von 3'],
  ['word-order: not all is nothing', sentence, build('w1', 'w3', 'w2', 'w4'), 'wrong', 0, '3 von 4'],
  ['steps: a step without a digit is asked about', steps, type('900', 'viel'), 'unclear', 0, 'Schritt 2'],
  ['calculation: digits without a comma, and the rest follows', scheme, fill({ rab: '2000', zep: '8000' }), 'partly', 0.5, 'Danach hast du'],
  ['calculation: after an empty row the smallest number', scheme, fill({ rab: '', zep: '9999' }), 'partly', 0.5, 'Zeile „RAB“: Hier steht nichts.'],
  ['steps: digits without a comma', steps, type('90000', '88200', '89400'), 'right', 1, 'RIGHT'],
  ['steps: after an empty one the smallest number', steps, type('', '001', '1201'), 'partly', 2 / 3, 'Schritt 1'],
];
test.each(EXAM)('exam, %s', (...row_) => expect(differs(row_, 'exam')).toEqual([]));

test.each<[string, PackedExercise, Response]>([
  ['a spot that is not there', hot, mark_('z')],
  ['a spot twice', hot, mark_('a', 'a')],
  ['a word that is not there', sentence, build('w9')],
  ['a word twice', sentence, build('w1', 'w1')],
  ['an ending that is no option', endings, choose({ a: 'das' })],
  ['a line that is not there', endings, choose({ z: 'der' })],
  ['a line called like a field of every object', endings, choose({ constructor: 'der' })],
  ['a step that is not there', steps, { kind: 'number-steps', steps: { s9: '1' } }],
  ['a row that is given', scheme, fill({ lep: '100' })],
  ['a piece that is not there', reading, roles({ p9: 'given' })],
  ['another kind', reading, mark_('a')],
])('%s is no answer to this exercise', (_, task, response) => {
  expect(() => mark(task, response, { seed: 1 })).toThrow(UnfitResponse);
});

const ALL: [string, PackedExercise][] = [hot, sentence, endings, steps, scheme, reading].map((task) => [task.body.kind, task]);
test.each(ALL)('%s: the solution is right, the wrong answer is not, nothing of it shows, a room counts it', (_, task) => {
  const given = { seed: 1 };
  const [right, wrong] = [solve(task, given).solution, wrongAnswer(task, given)];
  expect(mark(task, right, given)).toMatchObject({ verdict: 'right', score: 1 });
  expect(mark(task, wrong, given).score).toBeLessThan(1);
  const view = viewTask(task, { glossary: [] }, { seed: 1, shuffle: 3 });
  expect(JSON.stringify(view)).not.toMatch(/correct|feedback|mistake|tolerance|REASON|RULE|misconception|orders/);
  const summary = summarise(task, [right, right, wrong], { seed: 1, shown: true });
  expect(summary.answers).toBe(3);
  expect(summary.parts.flatMap((part) => part.rows).some((one_) => one_.right === true && one_.count >= 2)).toBe(true);
});

test('the tag of the first typical error goes with the verdict', () => {
  expect(mark(hot, mark_('a', 'd'), { seed: 1 }).misconception).toBe('tag-d');
  expect(mark(sentence, build('w1', 'w5', 'w3', 'w4'), { seed: 1 }).misconception).toBe('endung');
  expect(mark(endings, choose({ a: 'den', b: 'die' }), { seed: 1 }).misconception).toBe('den');
  expect(mark(steps, type('1100', '1078', '1090'), { seed: 1 }).misconception).toBe('rabatt-addiert');
  expect(mark(reading, roles({ p1: 'given', p2: 'wanted', p3: 'given' }), { seed: 1 }).misconception).toBe('unwichtig');
});

test('a step and a row are called as they are shown: values filled in, in plain words where those are read', () => {
  const named = { label: '− Rabatt {{p:ra}} %', labelPlain: '− Nachlass {{p:ra}} %' };
  const family = { seeds: [1], params: { ra: { pick: [10] } }, derive: {} };
  const table = exercise({ kind: 'calculation', rows: [{ ...row('rab', '7'), ...named }, row('zep', '8')] }, { family });
  const said = mark(table, fill({ rab: '1', zep: '8' }), { seed: 1 }).feedback;
  expect(JSON.stringify(said.standard)).toContain('Zeile „− Rabatt 10 %“:');
  expect(JSON.stringify(said.plain)).toContain('Zeile „− Nachlass 10 %“:');
  const list = exercise({ kind: 'number-steps', steps: [{ ...step('s1', '7'), ...named }, step('s2', '8')] }, { family });
  expect(words(mark(list, type('1', '8'), { seed: 1 }).feedback)).toContain('Schritt 1 (− Rabatt 10 %):');
});

test('after the last try a step without a known reason says that the error begins there', () => {
  expect(words(mark(steps, type('1', '2', '3'), { seed: 1, last: true }).feedback)).toContain('Schritt 1 (S1): Hier beginnt der Fehler.');
});
