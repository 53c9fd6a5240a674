import { sameWords } from '#lotse/marking';
import { parseProse } from '../parse-prose.js';
import type { ContentProblem, FieldPath, Loaded } from '../problem.js';
import { inlinesOf } from '../prose-source.js';
import { error, halfReason, type FileOf } from '../check/world.js';
import { packMistakes, packReason, type KindBuild } from './kind-build.js';

type Cloze = Loaded<FileOf<'cloze'>>;
type Gap = Cloze['value']['gaps'][number];

/** The gaps of both texts are the gaps that are described; each gap's answers, options and mistakes fit together. */
export const cloze: KindBuild<'cloze'> = {
  pack: (file, pen) => ({
    kind: 'cloze',
    text: pen.text(['text'], file.text, file.textPlain, { gaps: true }),
    gaps: file.gaps.map((gap, index) => ({
      id: gap.id,
      input: gap.input,
      match: gap.match,
      answers: gap.answers.map((answer) => pen.line(['gaps', index, 'answers'], answer)),
      ...(gap.options === undefined ? {} : { options: gap.options.map((option) => pen.line(['gaps', index, 'options'], option)) }),
      ...packReason(gap, ['gaps', index], pen),
      mistakes: packMistakes(gap.mistakes, ({ answer }) => ({ answer }), pen, ['gaps', index]),
      ...(gap.neighbours === undefined ? {} : { neighbours: gap.neighbours }),
    })),
    ...(file.words === undefined ? {} : { words: file.words.map((word) => pen.line(['words'], word)) }),
  }),
  check: (at) => [
    ...gapsIn(at, 'text'),
    ...gapsIn(at, 'textPlain'),
    ...givenWords(at),
    ...at.value.gaps.flatMap((gap, index) => [
      ...options(at, gap, ['gaps', index]),
      ...mistakes(at, gap, ['gaps', index]),
      ...halfReason(at, ['gaps', index], gap),
    ]),
  ],
  parts: (file) => ({ field: 'gaps', parts: file.gaps }),
  formulas: () => [],
};

function gapsIn(at: Cloze, field: 'text' | 'textPlain'): ContentProblem[] {
  const found = inlinesOf(parseProse(at.value[field]).prose).flatMap((inline) => (typeof inline === 'object' && 'gap' in inline ? [inline.gap] : []));
  const ids = at.value.gaps.map((gap) => gap.id);
  const unknown = found
    .filter((id) => !ids.includes(id))
    .map((id) => error(at, [field], 'gap-unknown', `{{gap:${id}}} stands in "${field}" and is not described under "gaps"; describe it or take it out`));
  const wrong = ids.filter((id) => found.filter((one) => one === id).length !== 1);
  return [...unknown, ...wrong.map((id) => error(at, [field], 'gap-missing', `{{gap:${id}}} must stand exactly once in "${field}"`))];
}

/** Given words stand once each, and each typed gap has its answer among them; what varies is tried by the tests. */
function givenWords(at: Cloze): ContentProblem[] {
  const { words, gaps } = at.value;
  if (words === undefined) return [];
  const twice = words.filter((word, index) => words.findIndex((one) => sameWords(one, word)) !== index);
  const typed = gaps.filter((gap) => gap.input === 'typed');
  const without = typed.filter(({ answers }) => !answers.some((answer) => answer.includes('{{') || words.some((word) => sameWords(word, answer))));
  return [
    ...twice.map((word) => error(at, ['words'], 'gap-words', `"${word}" stands twice among "words"; take one out`)),
    ...without.map((gap) => error(at, ['words'], 'gap-words', `no answer of the gap "${gap.id}" stands among "words"; add one`)),
    ...(typed.length === 0 ? [error(at, ['words'], 'gap-words', '"words" are for typed gaps, and there is none; take them out')] : []),
  ];
}

function options(at: Cloze, gap: Gap, path: FieldPath): ContentProblem[] {
  if (gap.input === 'typed')
    return gap.options === undefined
      ? []
      : [error(at, [...path, 'options'], 'gap-options', 'a typed gap has no options; take them out or write "input: select"')];
  if (gap.options === undefined) return [error(at, path, 'gap-options', 'a gap with "input: select" needs options, the answers among them')];
  const missing = gap.answers.filter((answer) => !gap.options?.includes(answer));
  const twice = gap.options.filter((option, index) => gap.options?.indexOf(option) !== index);
  return [
    ...missing.map((answer) => error(at, [...path, 'options'], 'gap-options', `the answer "${answer}" is not among the options; add it, written the same`)),
    ...twice.map((option) => error(at, [...path, 'options'], 'gap-options', `the option "${option}" stands twice`)),
    ...(gap.options.every((option) => gap.answers.includes(option))
      ? [error(at, [...path, 'options'], 'gap-options', 'every option is an answer; add a wrong one')]
      : []),
  ];
}

function mistakes(at: Cloze, gap: Gap, path: FieldPath): ContentProblem[] {
  const same = (a: string, b: string): boolean => (gap.match === 'content' && gap.input === 'typed' ? sameWords(a, b) : a === b);
  return (gap.mistakes ?? []).flatMap((mistake, index) => {
    const where = [...path, 'mistakes', index, 'answer'];
    if (gap.answers.some((answer) => same(answer, mistake.answer)))
      return [error(at, where, 'mistake-is-right', `"${mistake.answer}" counts as a right answer here; take the mistake out`)];
    const unreachable = gap.input === 'select' && !gap.options?.includes(mistake.answer);
    return unreachable ? [error(at, where, 'mistake-unreachable', `"${mistake.answer}" is not among the options, so nobody can choose it`)] : [];
  });
}
