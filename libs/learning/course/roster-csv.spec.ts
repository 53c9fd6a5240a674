import { expect, test } from '@jest/globals';
import { rosterCsv } from './roster-csv.js';

test.each([
  ['2026-11-21T23:30:00.000Z', '22.11.2026 00:30'],
  ['2026-07-01T21:05:00.000Z', '01.07.2026 23:05'],
])('who was there last at %s stands as %s: the clock of Germany', (lastSeenAt, shown) => {
  const row = { personId: 'p', enrolmentId: 'e', name: 'Amira Haddad', test: false, lastSeenAt, cells: [] } as never;
  expect(rosterCsv([row], [])).toContain(`"Amira Haddad";"${shown}"`);
});
