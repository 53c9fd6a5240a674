import { expect, it } from '@jest/globals';
import type { UnitCard } from '#lotse/contract';
import { nextOf } from './next-unit.js';

const unit = (unitId: string, state: UnitCard['state'], grade: number | null): UnitCard => ({
  ...{ unitId, state, grade, title: unitId, moduleTitle: '', goals: [], minutes: 5, runId: null, done: 5, total: 5, finishedAt: null },
});

it.each([
  ['what was begun', [unit('a', 'finished', 20), unit('b', 'not-started', null), unit('c', 'going', 10)], 'c'],
  ['the first new one', [unit('a', 'finished', 20), unit('b', 'not-started', null), unit('c', 'not-started', null)], 'b'],
  ['the weakest when all are finished', [unit('a', 'finished', 92), unit('b', 'finished', 42), unit('c', 'finished', 100)], 'b'],
  ['one without a grade before one with all points', [unit('a', 'finished', 100), unit('b', 'finished', null)], 'b'],
  ['nothing where all have all', [unit('a', 'finished', 100)], null],
  ['nothing where nothing was chosen', [], null],
])('%s comes next', (_, units, wanted) => {
  expect(nextOf(units)?.unitId ?? null).toBe(wanted);
});
