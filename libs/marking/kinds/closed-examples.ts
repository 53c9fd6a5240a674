import type { PackedBody, Response } from '#lotse/contract';
import { exercise, text } from '../examples.js';

/** Small exercises of the kinds with parts, for their specs; nothing else uses them. */
export type Of<K extends PackedBody['kind']> = Extract<PackedBody, { kind: K }>;
export const para = (said: string) => [{ para: [said] }];
export const spot = (id: string, correct: boolean | string): Of<'hot-text'>['spots'][number] => ({
  ...{ id, text: id, textPlain: id, correct },
  feedback: correct === true ? null : text(`REASON-${id}`),
  misconception: `tag-${id}`,
});
const gaps = { standard: [{ para: [{ gap: 'a' }, { gap: 'b' }] }], plain: [{ para: [{ gap: 'a' }, { gap: 'b' }] }] };
export const hot = exercise({ kind: 'hot-text', text: gaps, spots: [spot('a', true), spot('b', true), spot('c', true), spot('d', false), spot('e', false)] });
export const mark_ = (...spots: string[]): Response => ({ kind: 'hot-text', spots });

export const word = (id: string, shown: string) => ({ id, text: shown });
export const sentence = exercise({
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
export const twice = exercise({
  kind: 'word-order',
  words: [word('w1', 'die'), word('w2', 'Frau'), word('w3', 'die'), word('w4', 'lacht')],
  orders: [['die', 'Frau', 'die', 'lacht']],
  end: ',',
  mistakes: [],
});
export const build = (...words: string[]): Response => ({ kind: 'word-order', words });

export const item = (id: string, answer: string, more: object = {}): Of<'ending'>['items'][number] => ({
  ...{ id, text: para(`line ${id}`), options: ['der', 'die', 'den'], answer, feedback: text(`RULE-${id}`), misconception: `tag-${id}` },
  mistakes: [{ answer: 'den', say: text(`DEN-${id}`), misconception: 'den' }],
  ...more,
});
export const endings = exercise({ kind: 'ending', items: [item('a', 'der'), item('b', 'die')] });
export const one = exercise({ kind: 'ending', items: [item('a', 'der', { feedback: null, mistakes: [] })] });
export const choose = (given: Record<string, string>): Response => ({ kind: 'ending', endings: given });

export const step = (id: string, answer: string, more: Partial<Of<'number-steps'>['steps'][number]> = {}): Of<'number-steps'>['steps'][number] => ({
  ...{ id, label: id.toUpperCase(), labelPlain: id, unit: 'EUR', decimals: 2, answer, tolerance: { mode: 'exact' }, mistakes: [] },
  ...more,
});
export const steps = exercise({
  kind: 'number-steps',
  steps: [
    step('s1', '900', { mistakes: [{ when: 'x == 1100', say: text('RABATT-ADDED'), misconception: 'rabatt-addiert' }] }),
    step('s2', 'round(s1*0.98,2)', { mistakes: [{ when: 'x == round(s1*0.02,2)', say: text('SKONTO-ONLY') }] }),
    step('s3', 's2+12'),
  ],
});
export const ratio = exercise({ kind: 'number-steps', steps: [step('s1', '4', { decimals: 0, unit: undefined }), step('s2', 'round(100/s1,2)')] });
export const type = (...values: string[]): Response => ({
  kind: 'number-steps',
  steps: Object.fromEntries(values.map((value, index) => [`s${index + 1}`, value])),
});

export const row = (id: string, answer: string, given = false): Of<'calculation'>['rows'][number] => ({ ...step(id, answer), given, sum: false });
export const scheme = exercise({ kind: 'calculation', rows: [row('lep', '100', true), row('rab', 'round(lep*0.1,2)'), row('zep', 'lep-rab')] });
export const fill = (rows: Record<string, string>): Response => ({ kind: 'calculation', rows });

export const span = (id: string, role: 'given' | 'wanted' | 'extra'): Of<'task-reading'>['spans'][number] => ({
  id,
  text: id,
  textPlain: id,
  role,
  feedback: text(`REASON-${id}`),
  misconception: `tag-${id}`,
});
export const reading = exercise({
  kind: 'task-reading',
  spans: [span('p1', 'given'), span('p2', 'wanted'), span('p3', 'extra')],
  roles: ['given', 'wanted', 'extra'],
  mistakes: [{ span: 'p3', role: 'given', say: text('NOT-NEEDED'), misconception: 'unwichtig' }],
});
export const roles = (given: Record<string, 'given' | 'wanted' | 'extra'>): Response => ({ kind: 'task-reading', roles: given });
