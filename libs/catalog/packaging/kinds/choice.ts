import type { ContentProblem, Loaded } from '../problem.js';
import { error, halfReason, type FileOf } from '../check/world.js';
import type { ProsePen } from '../prose-pen.js';
import { packPart, packReason, truths, type KindBuild } from './kind-build.js';

type ChoiceFile = FileOf<'single-choice'> | FileOf<'multiple-choice'>;
type Choice = Loaded<ChoiceFile>;

/** Exactly one right option, or at least two right and one wrong; each wrong one has its reason at both levels. */
export const singleChoice: KindBuild<'single-choice'> = {
  pack: (file, pen) => ({ kind: file.kind, ...packOptions(file, pen) }),
  check: (at) => [...counts(at, 1, 1), ...reasons(at)],
  parts: (file) => ({ field: 'options', parts: file.options }),
  formulas: (file) => truths('options', file.options),
};
export const multipleChoice: KindBuild<'multiple-choice'> = {
  pack: (file, pen) => ({ kind: file.kind, ...packOptions(file, pen) }),
  check: (at) => [...counts(at, 2, 12), ...reasons(at)],
  parts: (file) => ({ field: 'options', parts: file.options }),
  formulas: (file) => truths('options', file.options),
};

function packOptions(file: ChoiceFile, pen: ProsePen) {
  return {
    options: file.options.map((option, index) => ({
      ...packPart(option, ['options', index], pen),
      correct: option.correct ?? false,
      ...packReason(option, ['options', index], pen),
    })),
    shuffle: file.shuffle ?? true,
  };
}

function counts(at: Choice, least: number, most: number): ContentProblem[] {
  const { options, kind } = at.value;
  // where it depends on the case how many are right, each seed is checked (draws.ts)
  if (options.some((option) => typeof option.correct === 'string')) return [];
  const right = options.filter((option) => option.correct).length;
  const wrong = options.length - right;
  const rule = most === 1 ? 'exactly one option' : 'at least two options';
  return [
    ...(right < least || right > most
      ? [error(at, ['options'], 'correct-count', `${kind}: ${rule} must have "correct: true"; here ${right} of ${options.length}`)]
      : []),
    ...(wrong < 1 ? [error(at, ['options'], 'no-wrong-option', `${kind}: at least one option must be wrong`)] : []),
  ];
}

function reasons(at: Choice): ContentProblem[] {
  return at.value.options.flatMap((option, index) => {
    const path = ['options', index];
    const none = option.feedback === undefined && option.feedbackPlain === undefined;
    if (none && option.correct !== true)
      return [error(at, path, 'option-feedback', `option "${option.id}" is wrong and says no reason; add "feedback" and "feedbackPlain"`)];
    return halfReason(at, path, option);
  });
}
