import { error, halfReason, type FileOf } from '../check/world.js';
import { parseProse } from '../parse-prose.js';
import type { ContentProblem, Loaded } from '../problem.js';
import { inlinesOf } from '../prose-source.js';
import { packMistakes, packReason, type KindBuild } from './kind-build.js';

export const ending: KindBuild<'ending'> = {
  pack: (file, pen) => ({
    kind: 'ending',
    items: file.items.map((item, index) => ({
      id: item.id,
      text: pen.one(['items', index, 'text'], item.text, { gaps: true }),
      options: item.options.map((option) => pen.line(['items', index, 'options'], option)),
      answer: pen.line(['items', index, 'answer'], item.answer),
      ...packReason(item, ['items', index], pen),
      mistakes: packMistakes(item.mistakes, ({ answer }) => ({ answer }), pen, ['items', index]),
    })),
  }),
  check: (at) => at.value.items.flatMap((item, index) => [...faults(at, item, index), ...halfReason(at, ['items', index], item)]),
  parts: (file) => ({ field: 'items', parts: file.items }),
  formulas: () => [],
};

function faults(at: Loaded<FileOf<'ending'>>, item: FileOf<'ending'>['items'][number], index: number): ContentProblem[] {
  const gaps = inlinesOf(parseProse(item.text).prose).flatMap((inline) => (typeof inline === 'object' && 'gap' in inline ? [inline.gap] : []));
  const strangers = (item.mistakes ?? []).filter((mistake) => !item.options.includes(mistake.answer) || mistake.answer === item.answer);
  return [
    ...(gaps.length === 1 && gaps[0] === item.id
      ? []
      : [error(at, ['items', index, 'text'], 'gap-missing', `{{gap:${item.id}}} must stand exactly once in this line`)]),
    ...(item.options.includes(item.answer)
      ? []
      : [error(at, ['items', index, 'options'], 'gap-options', `the answer "${item.answer}" is not among the options`)]),
    ...(new Set(item.options).size === item.options.length ? [] : [error(at, ['items', index, 'options'], 'gap-options', 'an option stands twice')]),
    ...strangers.map((one) => error(at, ['items', index, 'mistakes'], 'mistake-unreachable', `"${one.answer}" is no wrong option of this line`)),
  ];
}
