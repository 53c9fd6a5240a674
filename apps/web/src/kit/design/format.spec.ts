import { describe, expect, it } from '@jest/globals';
import { daysUntil, formatDate } from './format.js';

describe('format', () => {
  it.each([
    ['2026-11-22', 0],
    ['2026-11-23', 1],
    ['2026-11-21', -1],
    ['2027-05-12', 171],
  ])('%s is %i days away', (day, days) => {
    expect(daysUntil(day, new Date(2026, 10, 22, 23, 59))).toBe(days);
  });

  it('counts days over the change of the clocks', () => {
    expect(daysUntil('2027-03-29', new Date(2027, 2, 27, 12))).toBe(2);
  });

  it('writes dates in both languages', () => {
    expect(formatDate('2027-05-12', 'de')).toBe('12. Mai 2027');
    expect(formatDate('2027-05-12', 'en')).toBe('12 May 2027');
  });
});
