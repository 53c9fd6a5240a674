import { expect, test } from '@jest/globals';
import { seriesDays, type SeriesWish } from './series.js';

const wish: SeriesWish = {
  ...{ startsOn: '2026-12-01', until: '2026-12-31', weekdays: [2], everyWeeks: 1, from: '17:00', to: '18:30', land: 'NI' },
  without: [],
};
const daysOf = (more: Partial<SeriesWish>) => seriesDays({ ...wish, ...more }).days.map((one) => one.day.slice(5));

test.each<[string, Partial<SeriesWish>, string[]]>([
  ['each Tuesday', {}, ['12-01', '12-08', '12-15', '12-22', '12-29']],
  ['every second one', { everyWeeks: 2 }, ['12-01', '12-15', '12-29']],
  ['two days of a week', { weekdays: [4, 2], until: '2026-12-10' }, ['12-01', '12-03', '12-08', '12-10']],
  ['begins in the middle of a week', { startsOn: '2026-12-03', weekdays: [2, 5], until: '2026-12-11' }, ['12-04', '12-08', '12-11']],
  [
    'every second week is counted from the first',
    { startsOn: '2026-12-03', weekdays: [2, 5], everyWeeks: 2, until: '2026-12-20' },
    ['12-04', '12-15', '12-18'],
  ],
  ['without a stretch', { without: [{ from: '2026-12-21', to: '2027-01-02' }] }, ['12-01', '12-08', '12-15']],
  ['without public holidays', { weekdays: [5], startsOn: '2026-12-18' }, ['12-18']],
  ['with public holidays where no Land is named', { weekdays: [5], startsOn: '2026-12-18', land: null }, ['12-18', '12-25']],
  ['nothing', { until: '2026-11-30' }, []],
])('%s', (_, more, days) => {
  expect(daysOf(more)).toEqual(days);
});

test('it says what is left out and why', () => {
  const { leftOut } = seriesDays({ ...wish, weekdays: [5], startsOn: '2026-12-18', until: '2027-01-08', without: [{ from: '2027-01-01', to: '2027-01-02' }] });
  expect(leftOut).toEqual([
    { day: '2026-12-25', because: 'christmas-day' },
    { day: '2027-01-01', because: 'wish' },
  ]);
});

test('five in the afternoon stays five in the afternoon when the clocks change, and an hour may end on the next day', () => {
  const { days } = seriesDays({ ...wish, startsOn: '2026-10-20', until: '2026-10-27' });
  expect(days.map((one) => one.from.toISOString())).toEqual(['2026-10-20T15:00:00.000Z', '2026-10-27T16:00:00.000Z']);
  const [late] = seriesDays({ ...wish, from: '23:00', to: '00:30', until: '2026-12-01' }).days;
  expect(late?.to.toISOString()).toBe('2026-12-01T23:30:00.000Z');
});
