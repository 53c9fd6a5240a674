import { isTrue } from '../../evaluate.js';
import { fillText } from '../../fill-prose.js';
import type { KindRules } from '../../marked.js';
import { choose } from '../multiple-choice/index.js';
import { markHotText } from './mark.js';

export const hotText: KindRules<'hot-text'> = {
  mark: markHotText,
  solve: (body, values) => ({ kind: body.kind, spots: body.spots.filter((spot) => isTrue(spot.correct, values)).map((spot) => spot.id) }),
  wrong: (body, right, values) => ({
    kind: body.kind,
    spots: [body.spots.find((spot) => !isTrue(spot.correct, values))?.id ?? '', ...right.spots.slice(1)],
  }),
  view: (body, values) => ({
    kind: body.kind,
    text: fillText(body.text, values),
    spots: body.spots.map(({ id, text, textPlain }) => ({ id, text, textPlain })),
    pick: body.spots.filter((spot) => isTrue(spot.correct, values)).length,
  }),
  chance: (body) => 1 / choose(body.spots.length, Math.max(1, body.spots.filter((spot) => spot.correct !== false).length)),
  parts: () => [],
  tally: (body, { spots }, { marked }) =>
    body.spots.filter((spot) => spots.includes(spot.id)).map((spot) => ({ part: '', given: spot.text, right: marked.parts[spot.id] === 'right' })),
};
