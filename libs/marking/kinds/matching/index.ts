import { fillProse } from '../../fill-prose.js';
import type { KindRules } from '../../marked.js';
import { proseWords } from '../../prose-words.js';
import { seedFor, shuffled } from '../../random.js';
import { mixed, showLine, showPart } from '../parts.js';
import { markMatching } from './mark.js';

export const matching: KindRules<'matching'> = {
  mark: markMatching,
  solve: (body) => ({ kind: body.kind, pairs: Object.fromEntries(body.left.map((line) => [line.id, line.right])) }),
  wrong: (body, right) => {
    const [first, ...rest] = Object.values(right.pairs);
    return { kind: body.kind, pairs: Object.fromEntries(body.left.map((line, index) => [line.id, [...rest, first ?? ''][index] ?? ''])) };
  },
  view: (body, values, shuffle) => ({
    kind: body.kind,
    left: shuffled(body.left, seedFor('left', shuffle)).map((line) => showPart(line, values)),
    right: mixed(body.right, shuffle).map((partner) => showLine(partner, values)),
  }),
  chance: (body) => body.left.reduce((chance, _, index) => chance / Math.max(1, body.right.length - index), 1),
  parts: (body) => body.left.map((line) => line.id),
  tally: (body, { pairs }, { values, marked }) =>
    body.left.map((line) => {
      const partner = body.right.find((one) => one.id === pairs[line.id]);
      const given = partner === undefined ? '' : showLine(partner, values).text;
      return { part: proseWords(fillProse(line.text, values)), given, right: marked.parts[line.id] === 'right' };
    }),
};
