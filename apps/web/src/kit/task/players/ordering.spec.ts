import { describe, expect, it } from '@jest/globals';
import { moveTo } from './ordering.js';

describe('moveTo', () => {
  it.each([
    [0, 1, 'bacd'],
    [2, 0, 'cabd'],
    [3, 2, 'abdc'],
    [1, 1, 'abcd'],
    [0, -1, 'abcd'],
    [0, 9, 'bcda'],
    [7, 0, 'abcd'],
  ])('from %i to %i: %s', (from, to, result) => {
    expect(moveTo([...'abcd'], from, to).join('')).toBe(result);
  });
});
