import { expect, test } from '@jest/globals';
import { addDays, addMonths, dayBegins, daysBetween, daysLater, germanClock, germanDay, germanTime } from './german-day.js';

test.each([
  ['2026-11-22', '2026-11-21T23:00:00.000Z'],
  ['2026-07-01', '2026-06-30T22:00:00.000Z'],
  ['2026-03-29', '2026-03-28T23:00:00.000Z'],
  ['2026-10-25', '2026-10-24T22:00:00.000Z'],
])('in Germany %s begins at %s', (day, begins) => {
  expect(dayBegins(day).toISOString()).toBe(begins);
  expect(germanDay(new Date(begins))).toBe(day);
  expect(germanDay(new Date(Date.parse(begins) - 1))).toBe(addDays(day, -1));
});

test('days and months are counted by the calendar, over the change of the clocks and to the end of a short month', () => {
  expect(daysBetween('2026-10-01', '2026-10-31')).toBe(30);
  expect(daysBetween('2026-03-30', '2026-03-28')).toBe(-2);
  expect([addDays('2026-12-31', 1), addDays('2026-03-01', -1)]).toEqual(['2027-01-01', '2026-02-28']);
  expect([addMonths('2026-08-31', 1), addMonths('2026-12-15', 2)]).toEqual(['2026-09-30', '2027-02-15']);
});

test.each([
  ['2026-03-25T11:00:00.250Z', 7, '2026-04-01T10:00:00.250Z'],
  ['2026-10-20T10:00:00.000Z', 7, '2026-10-27T11:00:00.000Z'],
  ['2026-04-04T10:00:00.000Z', -7, '2026-03-28T11:00:00.000Z'],
  ['2026-11-01T10:00:00.000Z', 7, '2026-11-08T10:00:00.000Z'],
])('%s and %i days are %s', (time, days, later) => {
  expect(daysLater(new Date(time), days).toISOString()).toBe(later);
});

test.each([
  ['2026-12-01', '10:00', '2026-12-01T09:00:00.000Z'],
  ['2026-07-01', '10:00', '2026-07-01T08:00:00.000Z'],
  ['2026-07-01', '00:30', '2026-06-30T22:30:00.000Z'],
  ['2026-10-25', '02:30', '2026-10-25T00:30:00.000Z'],
  ['2026-10-25', '03:00', '2026-10-25T02:00:00.000Z'],
  ['2026-03-29', '01:59', '2026-03-29T00:59:00.000Z'],
  ['2026-03-29', '02:30', '2026-03-29T01:30:00.000Z'],
])('in Germany %s, %s is %s: the first of two, and an hour later where there is none', (day, time, instant) => {
  expect(germanTime(day, time).toISOString()).toBe(instant);
  expect(germanClock(germanTime(day, time))).toBe(day === '2026-03-29' && time === '02:30' ? '03:30' : time);
});
