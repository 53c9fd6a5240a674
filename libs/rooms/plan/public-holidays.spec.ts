import { expect, test } from '@jest/globals';
import { addDays, LANDS, type Land } from '#lotse/contract';
import { easterOf, publicHoliday, weekday } from './public-holidays.js';

test.each([
  [2024, '2024-03-31'],
  [2025, '2025-04-20'],
  [2026, '2026-04-05'],
  [2027, '2027-03-28'],
  [2028, '2028-04-16'],
  [2030, '2030-04-21'],
  [2038, '2038-04-25'],
])('Easter %i is on %s', (year, day) => {
  expect(easterOf(year)).toBe(day);
  expect(weekday(day)).toBe(7);
});

const NINE = ['new-year', 'good-friday', 'easter-monday', 'labour-day', 'ascension', 'whit-monday', 'unity-day', 'christmas-day', 'boxing-day'];
const MORE: Record<Land, string[]> = {
  BW: ['epiphany', 'corpus-christi', 'all-saints'],
  BY: ['epiphany', 'corpus-christi', 'all-saints'],
  BE: ['womens-day'],
  BB: ['easter-sunday', 'whit-sunday', 'reformation-day'],
  HB: ['reformation-day'],
  HH: ['reformation-day'],
  HE: ['corpus-christi'],
  MV: ['womens-day', 'reformation-day'],
  NI: ['reformation-day'],
  NW: ['corpus-christi', 'all-saints'],
  RP: ['corpus-christi', 'all-saints'],
  SL: ['corpus-christi', 'assumption', 'all-saints'],
  SN: ['reformation-day', 'repentance-day'],
  ST: ['epiphany', 'reformation-day'],
  SH: ['reformation-day'],
  TH: ['childrens-day', 'reformation-day'],
};

test.each(LANDS)('%s keeps the nine days of all Länder and its own', (land) => {
  const found: string[] = [];
  for (let day = '2026-01-01'; day <= '2026-12-31'; day = addDays(day, 1)) found.push(...[publicHoliday(day, land) ?? []].flat());
  expect(found.sort()).toEqual([...NINE, ...MORE[land]].sort());
});

test.each([
  ['2026-04-03', 'NI', 'good-friday'],
  ['2026-05-14', 'NI', 'ascension'],
  ['2026-06-04', 'NW', 'corpus-christi'],
  ['2026-11-18', 'SN', 'repentance-day'],
  ['2023-11-22', 'SN', 'repentance-day'],
  ['2017-10-31', 'NI', null],
  ['2018-10-31', 'NI', 'reformation-day'],
  ['2022-03-08', 'MV', null],
  ['2023-03-08', 'MV', 'womens-day'],
  ['2026-08-15', 'BY', null],
  ['2026-12-24', 'NI', null],
] as const)('%s in %s: %s', (day, land, holiday) => {
  expect(publicHoliday(day, land)).toBe(holiday);
});
