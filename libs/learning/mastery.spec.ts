import { germanDay } from '#lotse/contract';
import { expect, test } from '@jest/globals';
import { nextMastery, type Evidence, type Mastery } from './mastery.js';

const day = (n: number) => new Date(Date.UTC(2026, 10, n, 12));
const run = (items: [number, boolean, boolean][], start: Mastery | null = null) =>
  items.reduce<Mastery | null>((m, [d, right, typed]) => nextMastery(m, { on: germanDay(day(d)), right, typed }, day(d)), start);
const many = (n: number, d: number, right = true, typed = true): [number, boolean, boolean][] => Array.from({ length: n }, () => [d, right, typed]);

test.each([
  ['nothing yet, practice without evidence', () => nextMastery(null, null, day(1)), 'practising'],
  ['eight right on one day never give secure', () => run(many(8, 1)), 'practising'],
  ['seven of eight right on two days, typed: secure', () => run([...many(4, 1), [2, false, true], ...many(3, 2)]), 'secure'],
  ['six of eight are not enough', () => run([...many(3, 1), ...many(2, 2, false), ...many(3, 2)]), 'practising'],
  ['only two typed are not enough', () => run([...many(6, 1, true, false), ...many(2, 2)]), 'practising'],
  ['a wrong item before the week is over changes nothing', () => run([...many(4, 1), ...many(4, 2), [5, false, true]]), 'secure'],
  ['after a week one right is not yet firm', () => run([...many(4, 1), ...many(4, 2), [10, true, true]]), 'secure'],
  ['after a week two right: firm', () => run([...many(4, 1), ...many(4, 2), [10, true, true], [11, true, true]]), 'firm'],
  ['after a week one wrong: shaky', () => run([...many(4, 1), ...many(4, 2), [10, false, true]]), 'shaky'],
  ['shaky keeps three items and climbs again', () => run([...many(4, 1), ...many(4, 2), [10, false, true], ...many(4, 11), ...many(3, 12)]), 'secure'],
  [
    'firm with two wrong of three: shaky',
    () => run([...many(4, 1), ...many(4, 2), [10, true, true], [11, true, true], [20, false, true], [21, false, true]]),
    'shaky',
  ],
] as [string, () => Mastery | null, string][])('%s', (_, story, state) => {
  expect(story()?.state).toBe(state);
});

test.each([
  ['2026-03-25T11:00:00Z', '2026-04-01T10:30:00Z', 'shaky'],
  ['2026-03-25T11:00:00Z', '2026-03-31T21:59:00Z', 'secure'],
  ['2026-03-25T11:00:00Z', '2026-03-31T22:01:00Z', 'shaky'],
  ['2026-10-20T10:00:00Z', '2026-10-26T23:30:00Z', 'shaky'],
])('a week is seven days in Germany, over the change of the clocks too: secure %s, asked %s', (since, asked, state) => {
  const before: Mastery = { state: 'secure', recent: [], evidence: 8, secureSince: new Date(since) };
  expect(nextMastery(before, { on: germanDay(new Date(asked)), right: false, typed: true }, new Date(asked)).state).toBe(state);
});

test('the window never grows beyond eight', () => {
  const items: Evidence[] = run(many(30, 1))?.recent ?? [];
  expect(items).toHaveLength(8);
});
