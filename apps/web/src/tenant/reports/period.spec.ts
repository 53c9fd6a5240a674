import { expect, it } from '@jest/globals';
import { periodOf } from './period.js';

it.each([
  ['2026-01-01', '2026-11-29', '2026-10-01', '2026-10-31'],
  ['2026-10-12', '2026-11-29', '2026-10-12', '2026-10-31'],
  ['2026-11-02', '2026-11-29', '2026-11-02', '2026-11-29'],
  ['2026-12-05', '2026-11-29', '2026-11-29', '2026-11-29'],
])('who began on %s gets on %s a report from %s to %s', (startsOn, day, from, to) => {
  expect(periodOf({ startsOn }, null, day)).toEqual({ from, to });

  it.each([
    ['due later', '2026-12-20', '2026-10-01', '2026-10-31'],
    ['was due', '2026-10-03', '2026-09-01', '2026-09-30'],
    ['was due in its first weeks', '2026-08-14', '2026-07-17', '2026-07-31'],
    ['was due within its first month', '2026-07-30', '2026-07-17', '2026-07-30'],
  ])('a report that is %s on %s is about %s to %s', (_, dueOn, from, to) => {
    expect(periodOf({ startsOn: '2026-07-17' }, { dueOn }, '2026-11-30')).toEqual({ from, to });
  });
});
