import { expect, test } from '@jest/globals';
import type { Stored } from '../../kit/state/stored.js';
import { GOOD_MS, keepScanned, takeScanned } from './scanned-code.js';

const SCANNED = 1_000_000;
function memory(text?: string): Stored {
  const held = new Map(text === undefined ? [] : [['lotse.check-in', text]]);
  return {
    get: (key) => held.get(key) ?? null,
    set: (key, value) => void held.set(key, value),
    remove: (key) => void held.delete(key),
    keys: () => [...held.keys()],
  };
}

test.each([
  ['at once', SCANNED, '123456'],
  ['in the last moment', SCANNED + GOOD_MS - 1, '123456'],
  ['too late', SCANNED + GOOD_MS, null],
  ['with a clock that was set back', SCANNED - 1, null],
])('a scanned code taken %s', (_, now, code) => {
  const store = memory();
  keepScanned('123456', SCANNED, store);
  expect(takeScanned(now, store)).toBe(code);
  expect(takeScanned(now, store)).toBeNull();
});

test('the page that is loaded anew does not make the code younger; the next code is a new one', () => {
  const store = memory();
  keepScanned('123456', SCANNED, store);
  expect(keepScanned('123456', SCANNED + 50_000, store)).toBe(SCANNED);
  expect(keepScanned('654321', SCANNED + 60_000, store)).toBe(SCANNED + 60_000);
});

test.each(['', '12 x', '123456', '<b> 1', '123456 99999999999999999'])('storage that reads %p holds nothing', (text) => {
  expect(takeScanned(SCANNED, memory(text))).toBeNull();
});
