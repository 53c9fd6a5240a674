import { expect, test } from '@jest/globals';
import { EXERCISE_KINDS, GROUP_KINDS, TASK_KINDS, refuseKind } from './index.js';

test('every kind of the format is known; those without a player are refused with a sentence', () => {
  for (const kind of EXERCISE_KINDS) {
    const played: readonly string[] = [...TASK_KINDS, ...GROUP_KINDS];
    if (played.includes(kind)) expect(refuseKind(kind)).toBeNull();
    else expect(refuseKind(kind)).toBe(`kind "${kind}" has no player yet; use one of ${played.join(', ')}`);
  }
});

test.each([
  ['quiz', /kind "quiz" is unknown/],
  [undefined, /kind is missing/],
  [7, /kind 7 is unknown/],
  [{ a: 1 }, /is unknown/],
])('%j is no kind', (kind, sentence) => {
  expect(refuseKind(kind)).toMatch(sentence);
});
