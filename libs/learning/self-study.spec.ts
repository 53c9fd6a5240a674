import { expect, test } from '@jest/globals';
import { selfStudyMinutes } from './self-study.js';

const at = (...minutes: number[]) => minutes.map((minute) => new Date(Date.UTC(2026, 8, 1, 18, 0, Math.round(minute * 60))));

test.each([
  ['nothing', at(), 0],
  ['one answer', at(5), 0],
  ['opened, then three answers', at(0, 2, 3.5, 6), 6],
  ['a break of eleven minutes is not counted', at(0, 2, 13, 15), 4],
  ['ten minutes are', at(0, 10), 10],
  ['seconds are rounded down', at(0, 1.9), 1],
  ['in any order', at(6, 0, 3), 6],
  ['the next day begins anew', at(0, 3, 24 * 60, 24 * 60 + 3), 6],
])('%s', (_, times, minutes) => expect(selfStudyMinutes(times)).toBe(minutes));
