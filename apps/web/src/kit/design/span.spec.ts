import { expect, it } from '@jest/globals';
import { spanBetween, type Span } from './span.js';

it.each<[string, string, Span]>([
  ['2026-11-30', '2026-12-01', { unit: 'days', count: 1 }],
  ['2026-11-30', '2026-12-14', { unit: 'days', count: 14 }],
  ['2026-11-30', '2026-12-15', { unit: 'weeks', count: 2 }],
  ['2026-11-30', '2027-01-31', { unit: 'weeks', count: 8 }],
  ['2026-11-30', '2027-02-01', { unit: 'months', count: 2 }],
  ['2026-12-31', '2027-03-30', { unit: 'months', count: 2 }],
  ['2026-12-31', '2027-02-28', { unit: 'weeks', count: 8 }],
  ['2026-11-30', '2027-11-29', { unit: 'months', count: 11 }],
  ['2026-11-30', '2027-11-30', { unit: 'years', count: 1, months: 0 }],
  ['2026-11-30', '2028-11-14', { unit: 'years', count: 1, months: 11 }],
  ['2028-02-29', '2030-02-28', { unit: 'years', count: 2, months: 0 }],
])('from %s to %s', (from, to, span) => {
  expect(spanBetween(from, to)).toEqual(span);
});
