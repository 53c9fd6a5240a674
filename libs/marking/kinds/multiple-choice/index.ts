import { isTrue } from '../../evaluate.js';
import { fillProse } from '../../fill-prose.js';
import type { KindRules } from '../../marked.js';
import { proseWords } from '../../prose-words.js';
import { markMultiple } from './mark.js';
import { otherReasons, viewOptions } from './view.js';

export const multipleChoice: KindRules<'multiple-choice'> = {
  mark: markMultiple,
  solve: (body, values) => ({ kind: body.kind, choices: body.options.filter((option) => isTrue(option.correct, values)).map((option) => option.id) }),
  wrong: (body, right, values) => ({
    kind: body.kind,
    choices: [body.options.find((option) => !isTrue(option.correct, values))?.id ?? '', ...right.choices.slice(1)],
  }),
  explain: otherReasons,
  view: (body, values, shuffle) => ({
    kind: body.kind,
    options: viewOptions(body, values, shuffle),
    pick: body.options.filter((option) => isTrue(option.correct, values)).length,
  }),
  chance: (body) => 1 / choose(body.options.length, Math.max(1, body.options.filter((option) => option.correct !== false).length)),
  parts: () => [],
  tally: (body, { choices }, { values }) =>
    body.options
      .filter((option) => choices.includes(option.id))
      .map((option) => ({ part: '', given: proseWords(fillProse(option.text, values)), right: isTrue(option.correct, values) })),
};

/** How many ways there are to choose k of n. */
export function choose(n: number, k: number): number {
  let ways = 1;
  for (let i = 1; i <= Math.min(k, n - k); i += 1) ways = (ways * (n - i + 1)) / i;
  return ways;
}
