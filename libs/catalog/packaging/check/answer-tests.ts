import { isHandKind, type ExerciseTest, type PackedExercise, type Response, type TaskFile } from '#lotse/contract';
import { ExpressionError, UnfitResponse, familyOf, mark, type Marked } from '#lotse/marking';
import type { ContentProblem, FieldPath, Loaded } from '../problem.js';
import { proseText } from '../prose-text.js';
import { error, type Check } from './world.js';

/** The exercise's own tests run through `mark`. */
export const checkAnswerTests: Check = (world) =>
  world.tree.exercises.flatMap((at) => {
    const packed = world.packed.get(at.value.id);
    return [...bothSides(at), ...(packed ? at.value.tests.flatMap((test, index) => runTest(at, packed, test, index)) : [])];
  });

/** What people mark has no tests. */
function bothSides(at: Loaded<TaskFile>): ContentProblem[] {
  if (isHandKind(at.value.kind)) return [];
  const verdicts = at.value.tests.map((test) => test.verdict);
  return [
    ...(verdicts.includes('right') ? [] : [error(at, ['tests'], 'tests-missing', 'add a test with a right answer (score: 1, verdict: right)')]),
    ...(verdicts.some((verdict) => verdict === 'wrong' || verdict === 'partly')
      ? []
      : [error(at, ['tests'], 'tests-missing', 'add a test with a wrong answer')]),
  ];
}

function runTest(at: Loaded<TaskFile>, exercise: PackedExercise, test: ExerciseTest, index: number): ContentProblem[] {
  const path: FieldPath = ['tests', index];
  const response = { kind: at.value.kind, ...test.response } as Response;
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
  return familyOf(exercise).seeds[0] ?? 0;
}

function tryMark(exercise: PackedExercise, response: Response, seed: number): Marked | { fault: string } {
  try {
    return mark(exercise, response, { seed });
  } catch (cause) {
    if (cause instanceof UnfitResponse || cause instanceof ExpressionError) return { fault: cause.message };
    throw cause;
  }
}
