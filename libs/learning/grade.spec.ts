import { expect, test } from '@jest/globals';
import { gradeOf, isStuck, stuckBy } from './grade.js';

test.each([
  [0, 12, 0],
  [12, 12, 100],
  [1, 3, 33],
  [2, 3, 67],
  [0.5, 100, 1],
  [1, 8, 13],
  [5, 0, 0],
  [6.5, 12, 54],
])('%p points in %p tasks give %p', (points, tasks, grade) => {
  expect(gradeOf(points, tasks)).toBe(grade);
});

const now = new Date('2026-11-22T10:00:00Z');
const ago = (days: number) => new Date(now.getTime() - days * 86_400_000);
test.each([
  ['three wrong in a row', { wrongStreak: 3, finishedAt: null, lastAnswerAt: ago(0), startedAt: ago(1) }, true],
  ['two wrong in a row', { wrongStreak: 2, finishedAt: null, lastAnswerAt: ago(0), startedAt: ago(1) }, false],
  ['untouched for seven days', { wrongStreak: 0, finishedAt: null, lastAnswerAt: ago(7), startedAt: ago(9) }, true],
  ['begun and left a week ago without an answer', { wrongStreak: 0, finishedAt: null, lastAnswerAt: null, startedAt: ago(7) }, true],
  ['finished long ago', { wrongStreak: 5, finishedAt: ago(20), lastAnswerAt: ago(20), startedAt: ago(21) }, false],
])('stuck: %s', (_, run, stuck) => {
  expect(isStuck(run, now)).toBe(stuck);
});

test.each([
  ['three wrong', { wrongStreak: 3, finishedAt: null, lastAnswerAt: ago(1), startedAt: ago(2) }, { why: 'wrong', count: 3 }],
  ['nine days away', { wrongStreak: 1, finishedAt: null, lastAnswerAt: ago(9), startedAt: ago(20) }, { why: 'away', count: 9 }],
  ['begun eight days ago and nothing since', { wrongStreak: 0, finishedAt: null, lastAnswerAt: null, startedAt: ago(8) }, { why: 'away', count: 8 }],
  ['finished', { wrongStreak: 3, finishedAt: ago(1), lastAnswerAt: ago(9), startedAt: ago(9) }, null],
  [
    'seven days by the calendar, an hour less by the clock',
    { wrongStreak: 0, finishedAt: null, lastAnswerAt: new Date('2026-11-15T11:00:00Z'), startedAt: ago(20) },
    { why: 'away', count: 7 },
  ],
] as const)('why somebody is stuck: %s', (_, run, said) => {
  expect(stuckBy(run, now)).toEqual(said);
});
