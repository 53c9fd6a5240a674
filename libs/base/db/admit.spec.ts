import { expect, test } from '@jest/globals';
import type { Who } from '#lotse/contract';
import { admit } from './admit.js';

test.each<[Who | Who[], Who[], boolean]>([
  ['public', [], true],
  ['any', [], true],
  ['trainee', [], false],
  ['trainee', ['trainee'], true],
  ['trainee', ['tutor', 'teacher'], false],
  [['teacher', 'tutor'], ['tutor'], true],
  [['teacher', 'tutor'], ['trainee', 'device'], false],
  [['trainee', 'device'], ['device'], true],
])('who: %p admits %p: %p', (who, roles, expected) => {
  expect(admit(who, roles)).toBe(expected);
});
