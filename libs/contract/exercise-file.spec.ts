import { expect, test } from '@jest/globals';
import { EXERCISE_KINDS, GROUP_KINDS, TASK_KINDS, refuseKind } from './index.js';

test('every kind of the format is played', () => {
  expect([...TASK_KINDS, ...GROUP_KINDS].sort()).toEqual([...EXERCISE_KINDS].sort());
  for (const kind of EXERCISE_KINDS) expect(refuseKind(kind)).toBeNull();
});

test.each([
  ['quiz', /kind "quiz" is unknown/],
  [undefined, /kind is missing/],
  [7, /kind 7 is unknown/],
  [{ a: 1 }, /is unknown/],
])('%j is no kind', (kind, sentence) => {
  expect(refuseKind(kind)).toMatch(sentence);
});
