import type { Inline, PackedBody, PackedExercise, Text2 } from '#lotse/contract';

/** Small exercises for the specs of this lib; nothing else uses them. */
export function text(standard: string, plain = standard): Text2 {
  return { standard: [{ para: [standard] }], plain: [{ para: [plain] }] };
}

const common: Omit<PackedExercise, 'body'> = {
  id: 'ex-1',
  rev: 1,
  competence: 'c',
  difficulty: 1,
  stem: text('STEM'),
  glossary: ['wort'],
  feedback: { right: text('RIGHT'), wrong: text('WRONG') },
  explanation: text('EXPLANATION'),
  sources: [{ label: 'BBiG § 20', asOf: '2026-11-01' }],
  validTo: null,
};

export function exercise(body: PackedBody, more: Partial<PackedExercise> = {}): PackedExercise {
  return { ...common, ...more, body };
}

type Option = Extract<PackedBody, { kind: 'single-choice' }>['options'][number];
export function option(id: string, correct: boolean): Option {
  return { id, text: [{ para: [`option ${id}`] }], textPlain: [{ para: [`plain ${id}`] }], correct, feedback: correct ? null : text(`REASON-${id}`) };
}

export const single = exercise({ kind: 'single-choice', shuffle: true, options: [option('a', true), option('b', false), option('c', false)] });
export const multiple = exercise({
  kind: 'multiple-choice',
  shuffle: true,
  options: [option('a', true), option('b', false), option('c', true), option('d', false), option('e', true)],
});

type NumberBody = Extract<PackedBody, { kind: 'number' }>;
export function numberTask(body: Partial<NumberBody>, more: Partial<PackedExercise> = {}): PackedExercise {
  return exercise(
    { kind: 'number', answer: '894', unit: 'EUR', decimals: 2, tolerance: { mode: 'exact' }, params: {}, derive: {}, seeds: [], mistakes: [], ...body },
    more,
  );
}

/** Purchase price less discount: a family with a known mistake. */
export const family = numberTask(
  {
    answer: 'lp-rabatt',
    params: { lp: { int: [400, 1600], step: 50 }, ra: { pick: [5, 10, 15] } },
    derive: { rabatt: 'round(lp*ra/100,2)' },
    require: 'lp > 400',
    seeds: [1, 2, 3, 4, 5],
    mistakes: [{ when: 'x == rabatt', say: text('DISCOUNT') }],
  },
  { stem: { standard: [{ para: ['Preis ', { p: 'lp', f: 'eur' }, ', Rabatt ', { p: 'ra' }, ' %'] }], plain: [{ para: [{ b: [{ p: 'lp' }] }] }] } },
);

type Gap = Extract<PackedBody, { kind: 'cloze' }>['gaps'][number];
export function gap(id: string, answers: string[], more: Partial<Gap> = {}): Gap {
  return { id, input: 'typed', match: 'content', answers, feedback: text(`REASON-${id}`), mistakes: [], ...more };
}
export function cloze(...gaps: Gap[]): PackedExercise {
  const para = gaps.flatMap((one) => [{ gap: one.id }, ' ']);
  return exercise({ kind: 'cloze', text: { standard: [{ para }], plain: [{ para }] }, gaps });
}

const item = (id: string): { id: string; text: Text2['standard']; textPlain: Text2['plain'] } => ({
  id,
  text: [{ para: [`item ${id}`] }],
  textPlain: [{ para: [`item ${id}`] }],
});
export const order = exercise({ kind: 'order', items: ['a', 'b', 'c', 'd'].map(item), mistakes: [{ before: 'c', after: 'a', say: text('C-BEFORE-A') }] });
export const pair = exercise({ kind: 'order', items: ['a', 'b'].map(item), mistakes: [] });

/** All words of a feedback's standard level. */
export function words(feedback: Text2): string {
  return feedback.standard.map((block) => ('para' in block ? block.para.map(letters).join('') : '')).join(' ');
}

function letters(inline: Inline): string {
  if (typeof inline === 'string') return inline;
  return 'b' in inline ? inline.b.map(letters).join('') : '';
}
