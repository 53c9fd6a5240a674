import { expect, it } from '@jest/globals';
import { weakestOf } from './weakest.js';

const unit = (unitId: string, grade: number | null) => ({
  ...{ unitId, grade, title: unitId, moduleTitle: '', goals: [], minutes: 5, state: 'finished' as const, runId: null, done: 5, total: 5, finishedAt: null },
});

it.each([
  [[unit('a', 92), unit('b', 42), unit('c', 100)], 'b'],
  [[unit('a', 100), unit('b', null)], 'b'],
  [[unit('a', 100)], null],
  [[], null],
])('of %j the weakest is %s', (units, wanted) => {
  expect(weakestOf(units)?.unitId ?? null).toBe(wanted);
});
