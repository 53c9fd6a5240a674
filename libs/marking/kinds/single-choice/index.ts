import { isTrue } from '../../evaluate.js';
import { fillProse } from '../../fill-prose.js';
import type { KindRules } from '../../marked.js';
import { proseWords } from '../../prose-words.js';
import { viewOptions } from '../multiple-choice/view.js';
import { markSingle } from './mark.js';

export const singleChoice: KindRules<'single-choice'> = {
  mark: markSingle,
  solve: (body, values) => ({ kind: body.kind, choice: body.options.find((option) => isTrue(option.correct, values))?.id ?? '' }),
  wrong: (body, _, values) => ({ kind: body.kind, choice: body.options.find((option) => !isTrue(option.correct, values))?.id ?? '' }),
  view: (body, values, shuffle) => ({ kind: body.kind, options: viewOptions(body, values, shuffle) }),
  chance: (body) => 1 / body.options.length,
  parts: () => [],
  tally: (body, { choice }, { values, marked }) => [
    { part: '', given: proseWords(fillProse(body.options.find((option) => option.id === choice)?.text ?? [], values)), right: marked.verdict === 'right' },
  ],
};
