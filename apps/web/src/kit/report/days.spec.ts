import { describe, expect, it } from '@jest/globals';
import { monthBefore, shortDay } from './days.js';

describe('days of reports', () => {
  it.each([
    ['2026-11-22', '2026-10-01', '2026-10-31'],
    ['2026-03-31', '2026-02-01', '2026-02-28'],
    ['2028-03-01', '2028-02-01', '2028-02-29'],
    ['2027-01-01', '2026-12-01', '2026-12-31'],
  ])('the month before %s', (day, from, to) => {
    expect(monthBefore(day)).toEqual({ from, to });
  });

  it('a day in a narrow column', () => {
    expect([shortDay('2026-11-05', 'de'), shortDay('2026-11-05', 'en')]).toEqual(['05.11.2026', '05/11/2026']);
  });
});
