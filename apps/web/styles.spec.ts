import { globSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

/** ESLint holds this for script. */
const MOST_LINES = 300;

test('no style sheet has more lines than a script may have', () => {
  const sheets = globSync('apps/web/src/**/*.css');
  expect(sheets.length).toBeGreaterThan(20);
  expect(sheets.filter((sheet) => readFileSync(sheet, 'utf8').trimEnd().split('\n').length > MOST_LINES)).toEqual([]);
});
