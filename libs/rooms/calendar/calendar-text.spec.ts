import { expect, test } from '@jest/globals';
import { calendarText, type CalendarEntry } from './calendar-text.js';

const entry: CalendarEntry = {
  ...{ meeting: 'm1', from: new Date('2026-12-01T16:00:00Z'), to: new Date('2026-12-01T17:30:00Z'), placeLabel: 'B 12', isCancelled: false },
  changedAt: new Date('2026-11-20T10:00:00Z'),
};
const text = (...entries: CalendarEntry[]) => calendarText(entries, { host: 'lotse.example', now: new Date('2026-11-29T10:00:00Z'), locale: 'de' });

test('an hour has its time, its place and a title that tells nothing', () => {
  const lines = text(entry).split('\r\n');
  expect(lines).toEqual(
    expect.arrayContaining([
      'UID:m1@lotse.example',
      'DTSTART:20261201T160000Z',
      'DTEND:20261201T173000Z',
      'SUMMARY:Unterricht',
      'LOCATION:B 12',
      'STATUS:CONFIRMED',
    ]),
  );
});

test('a cancelled hour is told as cancelled, a place with special signs is escaped, lines that begin something new cannot be smuggled in', () => {
  expect(text({ ...entry, isCancelled: true })).toContain('STATUS:CANCELLED');
  const planted = text({ ...entry, placeLabel: 'B 12; Hof, links\r\nBEGIN:VALARM' });
  expect(planted.split('\r\n').filter((line) => line.startsWith('BEGIN:'))).toEqual(['BEGIN:VCALENDAR', 'BEGIN:VEVENT']);
});

test('an empty calendar is a calendar', () => {
  expect(text().trim().split('\r\n').at(-1)).toBe('END:VCALENDAR');
});
