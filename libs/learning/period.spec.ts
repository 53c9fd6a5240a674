import { expect, test } from '@jest/globals';
import { addDays, dayBegins } from '#lotse/contract';
import { periodBefore } from './period.js';

test.each([
  // the clocks change on 29 March: what was answered on 22 March at 00:30 lies in the week before
  ['2026-03-29', '2026-04-04', '2026-03-22'],
  ['2026-10-25', '2026-10-31', '2026-10-18'],
  ['2026-10-01', '2026-10-31', '2026-08-31'],
  ['2026-11-22', '2026-11-22', '2026-11-21'],
])('before %s to %s lies the period from %s on', (from, last, before) => {
  expect(periodBefore({ from: dayBegins(from), to: dayBegins(addDays(last, 1)) })).toEqual(dayBegins(before));
});
