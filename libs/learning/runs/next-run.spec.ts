import { expect, test } from '@jest/globals';
import { nextRun } from './next-run.js';

const now = new Date('2026-11-22T10:00:00Z');
const run = { total: 4, done: 1, points: 1, firstRight: 1, wrongStreak: 2, waiting: 0 };

test.each([
  [
    'right at first try',
    { first: true, closed: true, right: true, score: 1 },
    { done: 2, points: 2, firstRight: 2, wrongStreak: 0, grade: 50, finishedAt: null },
  ],
  [
    'partly at first try',
    { first: true, closed: false, right: false, score: 0.5 },
    { done: 1, points: 1.5, firstRight: 1, wrongStreak: 3, grade: 38, finishedAt: null },
  ],
  [
    'right at second try',
    { first: false, closed: true, right: true, score: 1 },
    { done: 2, points: 1, firstRight: 1, wrongStreak: 2, grade: 25, finishedAt: null },
  ],
  [
    'wrong at second try',
    { first: false, closed: true, right: false, score: 0 },
    { done: 2, points: 1, firstRight: 1, wrongStreak: 2, grade: 25, finishedAt: null },
  ],
])('%s', (_, answer, next) => {
  expect(nextRun(run, { ...answer, counts: true, waits: false }, now)).toMatchObject(next);
});

test('the last task ends the run', () => {
  expect(nextRun({ ...run, done: 3 }, { first: true, closed: true, right: true, score: 1, counts: true, waits: false }, now).finishedAt).toEqual(now);
});

test('an entry task or a worked example changes nothing', () => {
  for (const right of [true, false]) expect(nextRun(run, { first: true, closed: true, right, score: 1, counts: false, waits: false }, now)).toMatchObject(run);
});

test('what people mark closes, counts nothing yet, and is neither right nor wrong', () => {
  const next = nextRun(run, { first: true, closed: true, right: false, score: 0, counts: true, waits: true }, now);
  expect(next).toMatchObject({ done: 2, points: 1, firstRight: 1, wrongStreak: 2, waiting: 1, grade: 25 });
});
