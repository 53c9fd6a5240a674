import { fillLine } from '../../fill-prose.js';
import type { Values } from '../../decimal.js';
import type { BodyOf, KindRules } from '../../marked.js';
import { mixed } from '../parts.js';
import { markWordOrder } from './mark.js';

type Body = BodyOf<'word-order'>;

function filled(body: Body, values: Values): Body {
  const line = (text: string): string => fillLine(text, values);
  const named = (word: string | undefined): string | undefined => (word === undefined ? undefined : line(word));
  return {
    ...body,
    words: body.words.map((word) => ({ ...word, text: line(word.text) })),
    orders: body.orders.map((order) => order.map(line)),
    mistakes: body.mistakes.map((one) => ({ ...one, before: named(one.before), after: named(one.after), word: named(one.word) })),
  };
}
const lengthOf = (body: Body): number => body.orders[0]?.length ?? 0;

export const wordOrder: KindRules<'word-order'> = {
  mark: (body, response, on) => markWordOrder(filled(body, on.values), response, on),
  solve: (body) => ({ kind: body.kind, words: body.words.slice(0, lengthOf(body)).map((word) => word.id) }),
  wrong: (body, right) => ({ kind: body.kind, words: [...right.words].reverse() }),
  view: (body, values, shuffle) => ({ kind: body.kind, words: mixed(filled(body, values).words, shuffle), length: lengthOf(body), end: body.end }),
  chance: (body) => body.orders[0]?.reduce((chance, _, index) => chance / (index + 1), 1) ?? 1,
  parts: () => [],
  tally: (body, { words }, { values, marked }) => {
    const texts = words.map((id) => fillLine(body.words.find((word) => word.id === id)?.text ?? '', values));
    return [{ part: '', given: texts.join(' ') + body.end, right: marked.verdict === 'right' }];
  },
};
