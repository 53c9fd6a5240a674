import type { Values } from '../../decimal.js';
import { fillLine, fillProse, joinTexts } from '../../fill-prose.js';
import { UnfitResponse, tagged, unclear, verdictFor, type BodyOf, type KindRules, type MarkOn, type Marked, type ResponseOf } from '../../marked.js';
import { atLine, endingsRight } from '../../phrases-parts.js';
import { NOTHING_CHOSEN } from '../../phrases.js';
import { proseWords } from '../../prose-words.js';

type Body = BodyOf<'ending'>;

function filled(body: Body, values: Values): Body {
  const line = (text: string): string => fillLine(text, values);
  const items = body.items.map((item) => ({
    ...item,
    options: item.options.map(line),
    answer: line(item.answer),
    mistakes: item.mistakes.map((one) => ({ ...one, answer: line(one.answer) })),
  }));
  return { ...body, items };
}

/** Right endings ÷ lines, exactly. A wrong one says the reason of what was chosen, else the rule. */
function markEnding(given: Body, { endings }: ResponseOf<'ending'>, { general, values }: MarkOn): Marked {
  const { items } = filled(given, values);
  const bad = Object.entries(endings).find(([id, chosen]) => !items.some((item) => item.id === id && (chosen === '' || item.options.includes(chosen))));
  if (bad !== undefined) throw new UnfitResponse(`there is no line "${bad[0]}" with "${bad[1]}"`);
  const chosen = (id: string): string => (Object.hasOwn(endings, id) ? (endings[id] ?? '') : '');
  if (items.every((item) => chosen(item.id) === '')) return unclear(NOTHING_CHOSEN);
  const wrong = items.filter((item) => chosen(item.id) !== item.answer);
  const parts = Object.fromEntries(items.map((item) => [item.id, wrong.includes(item) ? ('wrong' as const) : ('right' as const)]));
  const score = (items.length - wrong.length) / items.length;
  if (wrong.length === 0) return { verdict: 'right', score: 1, feedback: general.right, parts };
  const reasons = wrong.map((item) => {
    const mistake = item.mistakes.find((one) => one.answer === chosen(item.id));
    const text = mistake?.say ?? item.feedback;
    return { text: text && (items.length > 1 ? atLine(items.indexOf(item) + 1, text) : text), ...tagged(mistake, item) };
  });
  const said = reasons.flatMap(({ text }) => (text ? [text] : []));
  const count = items.length > 1 ? [endingsRight(items.length - wrong.length, items.length)] : [];
  return { verdict: verdictFor(score), score, feedback: joinTexts(...count, ...(said.length > 0 ? said : [general.wrong])), parts, ...tagged(...reasons) };
}

export const ending: KindRules<'ending'> = {
  mark: markEnding,
  solve: (body, values) => ({ kind: body.kind, endings: Object.fromEntries(filled(body, values).items.map((item) => [item.id, item.answer])) }),
  wrong: (body, _, values) => ({
    kind: body.kind,
    endings: Object.fromEntries(filled(body, values).items.map((item) => [item.id, item.options.find((option) => option !== item.answer) ?? ''])),
  }),
  view: (body, values) => ({
    kind: body.kind,
    items: filled(body, values).items.map(({ id, text, options }) => ({ id, text: fillProse(text, values), options })),
  }),
  chance: (body) => body.items.reduce((chance, item) => chance / item.options.length, 1),
  parts: (body) => body.items.map((item) => item.id),
  tally: (body, { endings }, { values, marked }) =>
    body.items.map((item) => ({ part: proseWords(fillProse(item.text, values)), given: endings[item.id] ?? '', right: marked.parts[item.id] === 'right' })),
};
