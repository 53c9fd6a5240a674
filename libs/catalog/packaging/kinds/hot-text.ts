import { error, halfReason, type FileOf } from '../check/world.js';
import { parseProse } from '../parse-prose.js';
import type { ContentProblem, Loaded } from '../problem.js';
import { inlinesOf } from '../prose-source.js';
import { packReason, truths, type KindBuild } from './kind-build.js';

type HotText = Loaded<FileOf<'hot-text'>>;

/** Pieces that can be marked, with the words they show. */
function spotsIn(text: string): Map<string, string> {
  return new Map(inlinesOf(parseProse(text).prose).flatMap((inline) => (typeof inline === 'object' && 'spot' in inline ? [[inline.spot, inline.text]] : [])));
}

export const hotText: KindBuild<'hot-text'> = {
  pack: (file, pen) => {
    const [standard, plain] = [spotsIn(file.text), spotsIn(file.textPlain)];
    return {
      kind: 'hot-text',
      text: pen.text(['text'], file.text, file.textPlain, { gaps: true }),
      spots: file.spots.map((spot, index) => ({
        id: spot.id,
        text: standard.get(spot.id) ?? '',
        textPlain: plain.get(spot.id) ?? '',
        correct: spot.correct ?? false,
        ...packReason(spot, ['spots', index], pen),
      })),
    };
  },
  check: (at) => [
    ...places(at, 'text'),
    ...places(at, 'textPlain'),
    ...counts(at),
    ...at.value.spots.flatMap((spot, index) => halfReason(at, ['spots', index], spot)),
  ],
  parts: (file) => ({ field: 'spots', parts: file.spots }),
  formulas: (file) => truths('spots', file.spots),
};

function places(at: HotText, field: 'text' | 'textPlain'): ContentProblem[] {
  const found = [...spotsIn(at.value[field]).keys()];
  const ids = at.value.spots.map((spot) => spot.id);
  return [
    ...found
      .filter((id) => !ids.includes(id))
      .map((id) => error(at, [field], 'spot-unknown', `{{spot:${id}|…}} is not described under "spots"; describe it or take it out`)),
    ...ids.filter((id) => !found.includes(id)).map((id) => error(at, [field], 'spot-missing', `{{spot:${id}|…}} must stand in "${field}"`)),
  ];
}

function counts(at: HotText): ContentProblem[] {
  const { spots } = at.value;
  if (spots.some((spot) => typeof spot.correct === 'string')) return [];
  const right = spots.filter((spot) => spot.correct === true).length;
  return right > 0 && right < spots.length
    ? []
    : [error(at, ['spots'], 'correct-count', `hot-text: some spots must be right and some wrong; here ${right} of ${spots.length}`)];
}
