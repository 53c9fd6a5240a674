import { expect, test } from '@jest/globals';
import type { PackedExercise } from '#lotse/contract';
import { cloze, exercise, gap, multiple, numberTask, order, pair, single, words } from '../examples.js';
import { isHardToGuess, mark, solve, summarise, viewTask, wrongAnswer } from '../index.js';
import { build, choose, endings, fill, hot, mark_, reading, roles, row, scheme, sentence, step, steps, type } from './closed-examples.js';

const typed = cloze(gap('g1', ['Probezeit']), gap('g2', ['Lohn']));
const chosen = cloze(gap('g1', ['weil'], { input: 'select', options: ['weil', 'denn'] }));
const OTHERS = [single, multiple, order, numberTask({}), typed];
const ALL: [string, PackedExercise][] = [hot, sentence, endings, steps, scheme, reading, ...OTHERS].map((task) => [task.body.kind, task]);
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

test('a name in brackets has no brackets within, and a quoted sentence no full stop before the colon', () => {
  const list = exercise({ kind: 'number-steps', steps: [{ ...step('s1', '7'), label: 'Zuschlag (2. Jahr 18)' }, step('s2', '8')] });
  expect(words(mark(list, type('1', '8'), { seed: 1 }).feedback)).toContain('Schritt 1 (Zuschlag):');
  if (hot.body.kind !== 'hot-text') throw new Error('another kind');
  const spots = hot.body.spots.map((spot) => (spot.id === 'd' ? { ...spot, text: 'Der Vertrag endet.' } : spot));
  expect(words(mark({ ...hot, body: { ...hot.body, spots } }, mark_('d'), { seed: 1 }).feedback)).toContain('„Der Vertrag endet“: REASON-d');
});

test('after the last try a step without a known reason says that the error begins there', () => {
  expect(words(mark(steps, type('1', '2', '3'), { seed: 1, last: true }).feedback)).toContain('Schritt 1 (S1): Hier beginnt der Fehler.');
});

/** By chance right in at most one of a hundred. */
test.each<[string, PackedExercise, boolean]>([
  ['one of three', single, false],
  ['three of five', multiple, false],
  ['two in their order', pair, false],
  ['four in their order', order, false],
  ['a number', numberTask({}), true],
  ['steps', steps, true],
  ['rows of a scheme', scheme, true],
  ['typed gaps', typed, true],
  ['gaps with a list', chosen, false],
  ['three pieces of a text', hot, false],
  ['a sentence of four words', sentence, false],
  ['two forms of three', endings, false],
  ['three pieces with three roles', reading, false],
])('%s: hard to guess or not', (_, task, hard) => expect(isHardToGuess(task)).toBe(hard));
