import type { ExerciseFile, ExerciseTest, PackedExercise, Response } from '#lotse/contract';
import { ExpressionError, UnfitResponse, mark, type Marked } from '#lotse/marking';
import type { ContentProblem, FieldPath, Loaded } from '../problem.js';
import { proseText } from '../prose-text.js';
import { error, type Check } from './world.js';

/** The exercise's own tests run through `mark`. */
export const checkAnswerTests: Check = (world) =>
  world.tree.exercises.flatMap((at) => {
    const packed = world.packed.get(at.value.id);
    return [...bothSides(at), ...(packed ? at.value.tests.flatMap((test, index) => runTest(at, packed, test, index)) : [])];
  });

function bothSides(at: Loaded<ExerciseFile>): ContentProblem[] {
  const verdicts = at.value.tests.map((test) => test.verdict);
  return [
    ...(verdicts.includes('right') ? [] : [error(at, ['tests'], 'tests-missing', 'add a test with a right answer (score: 1, verdict: right)')]),
    ...(verdicts.some((verdict) => verdict === 'wrong' || verdict === 'partly')
      ? []
      : [error(at, ['tests'], 'tests-missing', 'add a test with a wrong answer')]),
  ];
}

/** The response of a test with its kind, or null if it is the form of another kind. */
function responseOf(kind: ExerciseFile['kind'], response: ExerciseTest['response']): Response | null {
  if (kind === 'single-choice' && 'choice' in response) return { kind, choice: response.choice };
  if (kind === 'multiple-choice' && 'choices' in response) return { kind, choices: response.choices };
  if (kind === 'number' && 'text' in response) return { kind, text: response.text };
  if (kind === 'cloze' && 'gaps' in response) return { kind, gaps: response.gaps };
  return kind === 'order' && 'order' in response ? { kind, order: response.order } : null;
}

function runTest(at: Loaded<ExerciseFile>, exercise: PackedExercise, test: ExerciseTest, index: number): ContentProblem[] {
  const path: FieldPath = ['tests', index];
  const response = responseOf(at.value.kind, test.response);
  if (!response)
    return [error(at, [...path, 'response'], 'test-response', `this is not how a ${at.value.kind} task is answered; see the last line of content/README.md`)];
  const marked = tryMark(exercise, response, test.seed ?? firstSeed(exercise));
  if ('fault' in marked) return [error(at, [...path, 'response'], 'test-response', marked.fault)];
  const said = [marked.feedback.standard, marked.feedback.plain].map((prose) => squeeze(proseText(prose)));
  return [
    ...(marked.verdict === test.verdict
      ? []
      : [
          error(
            at,
            [...path, 'verdict'],
            'test-verdict',
            `marked "${marked.verdict}", the test says "${test.verdict}"; feedback: "${said[0]?.slice(0, 120) ?? ''}"`,
          ),
        ]),
    ...(Math.abs(marked.score - test.score) <= 0.005
      ? []
      : [error(at, [...path, 'score'], 'test-score', `marked ${Number(marked.score.toFixed(3))}, the test says ${test.score}`)]),
    ...(test.says === undefined || said.some((text) => text.includes(squeeze(test.says ?? '')))
      ? []
      : [error(at, [...path, 'says'], 'test-says', `"${test.says}" is not in the feedback "${said[0] ?? ''}"`)]),
  ];
}

const squeeze = (text: string): string => text.replace(/[\s\u00a0\u202f]+/g, ' ').trim();

function firstSeed(exercise: PackedExercise): number {
  return exercise.body.kind === 'number' ? (exercise.body.seeds[0] ?? 0) : 0;
}

function tryMark(exercise: PackedExercise, response: Response, seed: number): Marked | { fault: string } {
  try {
    return mark(exercise, response, { seed });
  } catch (cause) {
    if (cause instanceof UnfitResponse || cause instanceof ExpressionError) return { fault: cause.message };
    throw cause;
  }
}
