import { describe, expect, it } from '@jest/globals';
import { markPassed, minutesLeft, msLeft } from './exam-clock.js';

const MINUTE = 60_000;

describe('the time that is left', () => {
  it.each([
    ['just heard', 5_000, 0, 5_000],
    ['a moment later', 5_000, 2_000, 3_000],
    ['over', 5_000, 9_000, 0],
    ['looked at before it was heard', 5_000, -700, 5_000],
  ])('%s', (_, leftMs, later, left) => {
    expect(msLeft({ leftMs, heardAt: 1_000 }, 1_000 + later)).toBe(left);
  });

  it.each([
    [60 * MINUTE, 60],
    [59 * MINUTE + 1, 60],
    [59 * MINUTE, 59],
    [1, 1],
    [0, 0],
  ])('%d ms are %d minutes', (ms, minutes) => expect(minutesLeft(ms)).toBe(minutes));

  it.each([
    ['ten minutes', 10 * MINUTE + 1, 10 * MINUTE, 10],
    ['between marks', 9 * MINUTE, 8 * MINUTE, null],
    ['five minutes', 5 * MINUTE + 900, 5 * MINUTE - 100, 5],
    ['a phone that slept over two marks says the last one', 11 * MINUTE, 4 * MINUTE, 5],
    ['the last minute', 61_000, 60_000, 1],
    ['over', MINUTE, 0, null],
  ])('%s', (_, before, now, told) => expect(markPassed(before, now)).toBe(told));
});
