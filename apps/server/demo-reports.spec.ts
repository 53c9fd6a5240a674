import { expect, test } from '@jest/globals';
import { MONTHS, PAST } from './demo-history.js';
import { TOLD } from './demo-reports.js';

const visits = [...(MONTHS['lernwerk'] ?? []), ...(PAST['lernwerk'] ?? [])];

test.each(TOLD)('$name, $occasion from $from to $to: somebody practised in that time, so that the report has something to say', (told) => {
  const person = told.name.toLowerCase().replace(' ', '.');
  const within = visits.filter((one) => one.person === person && -one.daysAgo >= told.from && -one.daysAgo <= told.to);
  expect(within.filter(({ tries }) => /[rwW]/.test(tries)).length).toBeGreaterThan(0);
});
