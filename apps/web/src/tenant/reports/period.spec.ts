import { expect, it } from '@jest/globals';
import { periodOf } from './period.js';

it.each([
  ['2026-01-01', '2026-11-29', '2026-10-01', '2026-10-31'],
  ['2026-10-12', '2026-11-29', '2026-10-12', '2026-10-31'],
  ['2026-11-02', '2026-11-29', '2026-11-02', '2026-11-29'],
  ['2026-12-05', '2026-11-29', '2026-11-29', '2026-11-29'],
])('who began on %s gets on %s a report from %s to %s', (startsOn, day, from, to) => {
  expect(periodOf({ startsOn }, day)).toEqual({ from, to });
});
