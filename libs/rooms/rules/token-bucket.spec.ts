import { expect, test } from '@jest/globals';
import { BURST, fullBucket, PATIENCE, PER_SECOND, take } from './token-bucket.js';

function send(times: number[]): { taken: number; refused: number } {
  let bucket = fullBucket(0);
  let taken = 0;
  for (const at of times) {
    const next = take(bucket, at);
    bucket = next.bucket;
    if (next.taken) taken++;
  }
  return { taken, refused: bucket.refused };
}
const spread = (count: number, everyMs: number) => Array.from({ length: count }, (_, i) => i * everyMs);

test.each([
  ['a burst is taken up to its size', spread(BURST + 5, 0), { taken: BURST, refused: 5 }],
  ['ten a second for a minute are all taken', spread(600, 1000 / PER_SECOND), { taken: 600, refused: 0 }],
  ['twice as many: the half of what is beyond the burst', spread(200, 50), { taken: 119, refused: 81 }],
  ['a clock that goes back gives nothing', [...Array<number>(BURST).fill(1000), 0, 0], { taken: BURST, refused: 2 }],
])('%s', (_, times, expected) => {
  expect(send(times)).toEqual(expected);
});

test('a pause makes the refused ones forgotten', () => {
  const { refused } = send([...Array<number>(BURST + 10).fill(0), 2000]);
  expect(refused).toBe(0);
  expect(PATIENCE).toBeGreaterThan(BURST);
});
