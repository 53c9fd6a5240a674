import type { ContentProblem, Loaded } from '../problem.js';
import { error, halfReason, type FileOf } from '../check/world.js';
import { packLine, packMistakes, packPart, packReason, type KindBuild } from './kind-build.js';

type Matching = Loaded<FileOf<'matching'>>;

export const matching: KindBuild<'matching'> = {
  pack: (file, pen) => ({
    kind: 'matching',
    left: file.left.map((line, index) => ({
      ...packPart(line, ['left', index], pen),
      right: line.right,
      ...packReason(line, ['left', index], pen),
    })),
    right: file.right.map((partner, index) => packLine(partner, ['right', index], pen)),
    mistakes: packMistakes(file.mistakes, ({ left, right }) => ({ left, right }), pen),
  }),
  check: (at) => [...partners(at), ...mistakes(at), ...at.value.left.flatMap((line, index) => halfReason(at, ['left', index], line))],
  parts: (file) => ({ field: 'left', parts: file.left }),
  formulas: () => [],
};

function partners(at: Matching): ContentProblem[] {
  const { left, right } = at.value;
  const ids = right.map((one) => one.id);
  const texts = right.map((one) => one.text.toLowerCase());
  return [
    ...left.flatMap((line, index) =>
      ids.includes(line.right)
        ? []
        : [error(at, ['left', index, 'right'], 'unknown-item', `there is no "${line.right}" under "right"; use one of ${ids.join(', ')}`)],
    ),
    ...right.flatMap((one, index) => {
      if (ids.indexOf(one.id) !== index)
        return [error(at, ['right', index, 'id'], 'id-twice', `the id "${one.id}" stands twice in "right"; give each its own`)];
      if (texts.indexOf(one.text.toLowerCase()) !== index)
        return [error(at, ['right', index, 'text'], 'same-text', `"${one.text}" stands twice in "right"; nobody can tell them apart`)];
      return [];
    }),
  ];
}

function mistakes(at: Matching): ContentProblem[] {
  const { left, right, mistakes: known = [] } = at.value;
  return known.flatMap((mistake, index) => {
    const line = left.find((one) => one.id === mistake.left);
    const partner = right.find((one) => one.id === mistake.right);
    if (!line || !partner)
      return [
        error(at, ['mistakes', index], 'unknown-item', `there is no line "${mistake.left}" or no partner "${mistake.right}"; use ids of "left" and "right"`),
      ];
    return line.right === mistake.right
      ? [error(at, ['mistakes', index], 'mistake-is-right', `"${mistake.left}" and "${mistake.right}" are the right pair; take the mistake out`)]
      : [];
  });
}
