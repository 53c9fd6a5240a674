import type { ContentProblem, Loaded } from '../problem.js';
import { error, exercisesOf, halfReason, type Check, type FileOf } from './world.js';

type Choice = Loaded<FileOf<'single-choice'> | FileOf<'multiple-choice'>>;

/** Exactly one right option, or at least two right and one wrong; each wrong one has its reason at both levels. */
export const checkChoices: Check = (world) => [
  ...exercisesOf(world, 'single-choice').flatMap((at) => [...counts(at, 1, 1), ...reasons(at)]),
  ...exercisesOf(world, 'multiple-choice').flatMap((at) => [...counts(at, 2, 12), ...reasons(at)]),
];

function counts(at: Choice, least: number, most: number): ContentProblem[] {
  const { options, kind } = at.value;
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
