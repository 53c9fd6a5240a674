import { fillProse } from '../../fill-prose.js';
import type { KindRules } from '../../marked.js';
import { proseWords } from '../../prose-words.js';
import { mixed, showPart } from '../parts.js';
import { markOrder } from './mark.js';

export const order: KindRules<'order'> = {
  mark: markOrder,
  solve: (body) => ({ kind: body.kind, order: body.items.map((item) => item.id) }),
  wrong: (body, right) => ({ kind: body.kind, order: [...right.order].reverse() }),
  view: (body, values, shuffle) => ({ kind: body.kind, items: mixed(body.items, shuffle).map((item) => showPart(item, values)) }),
  chance: (body) => body.items.reduce((chance, _, index) => chance / (index + 1), 1),
  parts: () => [],
  tally: (body, { order: given }, { values }) =>
    given.map((id, at) => ({
      part: String(at + 1),
      given: proseWords(fillProse(body.items.find((item) => item.id === id)?.text ?? [], values)),
      right: body.items[at]?.id === id,
    })),
};
