import { describe, expect, it } from '@jest/globals';
import { daysUntil, formatDate, formatDay, formatMoment, formatTime } from './format.js';

describe('format', () => {
  it.each([
    ['2026-11-22', 0],
    ['2026-11-23', 1],
    ['2026-11-21', -1],
    ['2027-05-12', 171],
  ])('%s is %i days away', (day, days) => {
    expect(daysUntil(day, new Date('2026-11-22T22:59:00Z'))).toBe(days);
  });

  it('counts days over the change of the clocks', () => {
    expect(daysUntil('2027-03-29', new Date('2027-03-27T11:00:00Z'))).toBe(2);
  });

  it('writes dates in both languages', () => {
    expect(formatDate('2027-05-12', 'de')).toBe('12. Mai 2027');
    expect(formatDate('2027-05-12', 'en')).toBe('12 May 2027');
    expect(formatDay('2027-05-12', 'de')).toBe('Mi., 12. Mai 2027');
    expect(formatDay('2027-05-12', 'de', 'long')).toBe('Mittwoch, 12. Mai 2027');
  });

  it('shows the time of a clock in Germany, in summer and in winter, wherever the device thinks it is', () => {
    expect(['2026-11-24T16:00:00Z', '2026-07-24T15:00:00Z'].map((at) => formatTime(at, 'de'))).toEqual(['17:00', '17:00']);
    expect(formatMoment('2026-11-24T23:30:00Z', 'de')).toBe('25. Nov., 00:30');
    expect(formatDate('2026-11-24T23:30:00Z', 'de')).toBe('25. November 2026');
    expect(formatDay('2026-11-24T23:30:00Z', 'de')).toBe('Mi., 25. November 2026');
    expect(daysUntil('2026-11-25', new Date('2026-11-24T23:30:00Z'))).toBe(0);
  });
});
