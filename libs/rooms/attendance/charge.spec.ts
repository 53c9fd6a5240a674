import { expect, test } from '@jest/globals';
import type { AttendanceStatus } from '#lotse/contract';
import { chargedOf, chargedToMeasure, locksAt, locksOn, monthSpan } from './charge.js';

test.each([
  [0, 0, 0],
  [44, 0, 0],
  [45, 1, 45],
  [89, 1, 45],
  [90, 2, 90],
  [100, 2, 90],
])('%i minutes are %i units, charged as %i minutes', (minutes, lessonUnits, chargedToParticipant) => {
  expect(chargedOf(minutes)).toEqual({ lessonUnits, chargedToParticipant });
});

test.each<[string, AttendanceStatus[], number]>([
  ['a group of four, one absent: once', ['PRESENT', 'LATE', 'LEFT_EARLY', 'NO_SHOW'], 90],
  ['a single lesson that was missed', ['NO_SHOW'], 90],
  ['a single lesson that was cancelled in time', ['CANCELLED_IN_TIME'], 0],
  ['a single lesson, excused', ['EXCUSED'], 0],
  ['a group in which nobody came', ['NO_SHOW', 'NO_SHOW'], 0],
  ['the provider called it off', ['CANCELLED_BY_PROVIDER', 'CANCELLED_BY_PROVIDER'], 0],
])('%s', (_, statuses, minutes) => {
  expect(chargedToMeasure(95, statuses)).toBe(minutes);
});

test('a month locks on the 8th of the next one, by the calendar of Germany', () => {
  expect([locksOn('2026-11'), locksOn('2026-12')]).toEqual(['2026-12-08', '2027-01-08']);
  expect(locksAt(new Date('2026-11-30T22:59:00Z')).toISOString()).toBe('2026-12-07T23:00:00.000Z');
  expect(locksAt(new Date('2026-11-30T23:00:00Z')).toISOString()).toBe('2027-01-07T23:00:00.000Z');
  expect(monthSpan('2026-10')).toEqual({ from: new Date('2026-09-30T22:00:00Z'), to: new Date('2026-10-31T23:00:00Z') });
});
