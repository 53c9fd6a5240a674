import { describe, expect, it } from '@jest/globals';
import { RateLimit, secondsToWait, senderOf } from './delay-rules.js';

const now = new Date('2026-11-22T10:00:00Z');
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);

describe('the delay after wrong tries', () => {
  it.each([
    [0, 0, 0],
    [3, 0, 0],
    [4, 0, 2],
    [5, 0, 4],
    [5, 3, 1],
    [5, 4, 0],
    [20, 0, 300],
    [2000, 0, 300],
    [2000, 300, 0],
    [20, 13 * 3600, 0],
  ])('%i wrong, the last %i s ago: wait %i s', (failures, since, wait) => {
    expect(secondsToWait({ failures, lastAt: ago(since) }, now)).toBe(wait);
  });

  it('is none without a wrong try', () => expect(secondsToWait(null, now)).toBe(0));
});

describe('the limit per sender', () => {
  it('lets so many through at once, then as time passes, each sender for itself', () => {
    const limit = new RateLimit(6);
    const taken = (key: string, at: Date) => Array.from({ length: 10 }, () => limit.take(key, at)).filter(Boolean).length;
    expect([taken('a', now), taken('b', now)]).toEqual([6, 6]);
    expect(taken('a', new Date(now.getTime() + 30_000))).toBe(3);
  });
});

it.each([
  ['203.0.113.9', '203.0.113.9'],
  ['::ffff:203.0.113.9', '203.0.113.9'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8:1:2:ffff::1', '2001:db8:1:2::/64'],
  ['2001:db8:1:3::1', '2001:db8:1:3::/64'],
  ['::1', '::/64'],
  ['no address', 'no address'],
])('%s counts as the sender %s', (address, sender) => expect(senderOf(address)).toBe(sender));
