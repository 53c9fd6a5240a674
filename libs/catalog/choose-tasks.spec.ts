import { expect, test } from '@jest/globals';
import type { PackedExercise, UnitPackage } from '#lotse/contract';
import { chooseTasks } from './choose-tasks.js';

const NOW = new Date('2026-11-30T10:00:00Z');
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 24 * 3600 * 1000);

type Plan = Partial<Pick<PackedExercise, 'section' | 'prefilled' | 'validTo'>> & { kind?: string; group?: { id: string; part: number; of: number } };
function exercise(id: string, { kind = 'single-choice', ...more }: Plan = {}): PackedExercise {
  return { id, validTo: null, body: { kind }, ...more } as unknown as PackedExercise;
}
function units(...exercises: PackedExercise[]): Map<string, UnitPackage> {
  return new Map([['u', { unitId: 'u', exercises } as unknown as UnitPackage]]);
}
const form = (...tasks: number[]) => ({
  areas: [{ id: 'a', title: 'A', minutes: 10, slots: tasks.map((n) => ({ units: ['u'], tasks: n, points: 5 })) }],
});
const ids = (...given: Parameters<typeof chooseTasks>) => chooseTasks(...given)?.map((one) => one.exercise.id) ?? null;
const by = (seed: number, seen: [string, Date][] = []) => ({ seed, seen: new Map(seen), now: NOW });
const TEN = Array.from({ length: 10 }, (_, index) => exercise(`t${index}`));

test('the same seed chooses the same tasks, another one others; none stands twice', () => {
  const draws = [1, 2, 3, 4, 5].map((seed) => ids(form(3, 2), units(...TEN), by(seed)));
  expect(ids(form(3, 2), units(...TEN), by(1))).toEqual(draws[0]);
  for (const draw of draws) expect(new Set(draw).size).toBe(5);
  expect(new Set(draws.map(String)).size).toBeGreaterThan(3);
});

test('what was seen in the last days comes last, the longest ago first; what was seen before that is as good as new', () => {
  const seen: [string, Date][] = [...TEN.slice(0, 6).map(({ id }): [string, Date] => [id, daysAgo(2)]), ['t6', daysAgo(9)], ['t7', daysAgo(40)]];
  for (const seed of [1, 2, 3]) {
    const chosen = ids(form(5), units(...TEN), by(seed, seen)) ?? [];
    expect(chosen.slice(0, 3).sort()).toEqual(['t7', 't8', 't9']);
    expect(chosen[3]).toBe('t6');
  }
});

const GROUP = [1, 2, 3].map((part) => exercise(`g.${part}`, { group: { id: 'g', part, of: 3 } }));
test.each<[string, PackedExercise[], number, string[] | null]>([
  ['a worked example', [exercise('x', { section: 'example' }), exercise('y')], 1, ['y']],
  ['what is prefilled', [exercise('x', { prefilled: 'all' }), exercise('y')], 1, ['y']],
  ['what people mark', [exercise('x', { kind: 'open' }), exercise('z', { kind: 'recording' }), exercise('y')], 1, ['y']],
  ['what is no longer valid', [exercise('x', { validTo: '2026-11-29' }), exercise('y', { validTo: '2026-11-30' })], 1, ['y']],
  ['a situation that is longer than the place left', [...GROUP, exercise('y')], 1, ['y']],
  ['a situation one part of which is not valid', [...GROUP.slice(0, 2), exercise('g.3', { group: GROUP[2]?.group as never, validTo: '2026-01-01' })], 3, null],
  ['a slot with too few', [exercise('y')], 2, null],
])('%s is left out', (_, exercises, tasks, expected) => {
  for (const seed of [1, 2, 3]) expect(ids(form(tasks), units(...exercises), by(seed))).toEqual(expected);
});

test('a situation comes with all its parts, one after the other', () => {
  expect(ids(form(3), units(...GROUP), by(4))).toEqual(['g.1', 'g.2', 'g.3']);
});

test('area and points go with the task', () => {
  expect(chooseTasks(form(1), units(exercise('y')), by(1))).toMatchObject([{ unitId: 'u', area: 'a', points: 5 }]);
});
