import { describe, expect, test } from '@jest/globals';
import { endNow, endOf, gradeFor, GRACE_MS, isOver, judge, minutesOf, minutesUsed, secondsLeft, toPractise, type Judged } from './exam-rules.js';

const SCALE = {
  pass: 50,
  steps: [92, 81, 67, 50, 30, 0].map((from, index) => ({ from, grade: index + 1, title: `Note ${index + 1}` })),
  source: { label: 'x', url: 'https://example.org', asOf: '2026-11-01', validFrom: '2020-01-01' },
};
const BEGIN = new Date('2026-11-30T10:00:00Z');
const after = (ms: number) => new Date(BEGIN.getTime() + ms);
const HOUR = 3600 * 1000;

describe('time', () => {
  test.each([
    [60, 20, false, 60],
    [60, 20, true, 72],
    [45, 10, true, 50],
    [60, null, true, 60],
  ])('%i minutes, %s per cent longer (%s): %i', (minutes, longerFirst, longer, expected) => {
    expect(minutesOf({ minutes, longerFirst }, longer)).toBe(expected);
  });

  test.each<[string, number, number, boolean, 'handed-in' | 'time-over', number]>([
    ['at once', 0, 3600, false, 'handed-in', 0],
    ['a second before the end', HOUR - 1000, 1, false, 'handed-in', HOUR - 1000],
    ['at the end', HOUR, 0, false, 'handed-in', HOUR],
    ['within the grace', HOUR + GRACE_MS, 0, false, 'time-over', HOUR],
    ['after it', HOUR + GRACE_MS + 1, 0, true, 'time-over', HOUR],
    ['days later', 50 * HOUR, 0, true, 'time-over', HOUR],
  ])('%s', (_, ms, left, over, ended, at) => {
    const end = endOf(BEGIN, 60);
    expect([secondsLeft(end, after(ms)), isOver(end, after(ms)), endNow(end, after(ms))]).toEqual([left, over, { ended, endedAt: after(at) }]);
  });

  test('begun minutes count', () => {
    expect([minutesUsed(BEGIN, after(0)), minutesUsed(BEGIN, after(61_000)), minutesUsed(BEGIN, after(HOUR))]).toEqual([0, 2, 60]);
  });
});

test.each([
  [100, 1],
  [92, 1],
  [91, 2],
  [81, 2],
  [80, 3],
  [67, 3],
  [66, 4],
  [50, 4],
  [49, 5],
  [30, 5],
  [29, 6],
  [0, 6],
])('%i points are grade %i', (points, grade) => {
  expect(gradeFor(points, SCALE)).toBe(grade);
});

const AREAS = ['a', 'b'].map((id) => ({ id, title: id.toUpperCase(), minutes: 30, slots: [] }));
const task = (area: string, points: number, score: number): Judged => ({ area, points, score, right: score === 1 });

test.each<[string, Judged[], number, number, boolean]>([
  ['nothing given', [task('a', 50, 0), task('b', 50, 0)], 0, 6, false],
  ['all right', [task('a', 50, 1), task('b', 50, 1)], 100, 1, true],
  ['just passed by rounding half up', [task('a', 99, 0.5), task('b', 1, 0)], 50, 4, true],
  ['just not passed', [task('a', 98.8, 0.5), task('b', 1.2, 0)], 49, 5, false],
  ['thirds that make a half', [task('a', 1.5, 1 / 3), task('b', 98.5, 0)], 1, 6, false],
])('%s: points and grade', (_, tasks, points, grade, passed) => {
  expect(judge({ areas: AREAS, scale: SCALE }, tasks)).toMatchObject({ points, grade, passed });
});

test('areas have their own points, to one decimal, and how many were right', () => {
  const { areas } = judge({ areas: AREAS, scale: SCALE }, [task('a', 4, 1), task('a', 4, 1 / 3), task('b', 5, 0)]);
  expect(areas).toEqual([
    { areaId: 'a', title: 'A', points: 5.3, of: 8, right: 1, tasks: 2 },
    { areaId: 'b', title: 'B', points: 0, of: 5, right: 0, tasks: 1 },
  ]);
});

test('what to practise: the weakest first, the more points lost before the fewer, nothing that was all right, at most five', () => {
  const given = (competence: string, unitId: string, points: number, score: number) => ({ competence, unitId, points, score });
  const list = toPractise([
    given('half', 'u1', 4, 1),
    given('half', 'u2', 4, 0),
    given('none', 'u3', 4, 0),
    given('none-more', 'u4', 4, 0),
    given('none-more', 'u4', 4, 0),
    given('all', 'u5', 4, 1),
  ]);
  expect(list).toEqual([
    { competence: 'none-more', unitId: 'u4', points: 0, of: 8 },
    { competence: 'none', unitId: 'u3', points: 0, of: 4 },
    { competence: 'half', unitId: 'u2', points: 4, of: 8 },
  ]);
  expect(toPractise(['a', 'b', 'c', 'd', 'e', 'f'].map((id) => given(id, 'u', 1, 0)))).toHaveLength(5);
});
