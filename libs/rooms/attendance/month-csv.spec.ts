import { expect, test } from '@jest/globals';
import { monthCsv } from './month-csv.js';
import { sumsOf } from './sums.js';

const row = (name: string) => ({ participationId: '1', name, measureNumber: '123/14/10/14', ...sumsOf([]) });

test.each(['=1+1', '+49 1', '-2', '@x', '\t=1', '＝1'])('the name %j is no formula in a spreadsheet', (name) => {
  expect(monthCsv('2026-11', [row(name)]).split('\r\n')[1]).toContain(`"'${name}"`);
});

test('a quoted name stays one field, umlauts stay umlauts', () => {
  const csv = monthCsv('2026-11', [row('Jürgen "Jo"; Groß')]);
  expect(csv.startsWith('\uFEFF"Name";"Maßnahme";"Monat"')).toBe(true);
  expect(csv.split('\r\n')[1]).toBe(`"Jürgen ""Jo""; Groß";"123/14/10/14";"2026-11"${';"0"'.repeat(13)}`);
});
