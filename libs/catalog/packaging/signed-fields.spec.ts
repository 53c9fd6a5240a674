import { expect, test } from '@jest/globals';
import { viewTask } from '#lotse/marking';
import { buildPackages } from './build-packages.js';
import { DAY, FILE, edited, withContent } from './planted.js';
import { readContent } from './read-content.js';

const number = (changes: Record<string, string>) =>
  withContent(changes, (dir) => {
    const { packages } = buildPackages(readContent(dir), DAY);
    const pkg = packages[0];
    const exercise = pkg?.exercises.find((one) => one.id === 'ex-number');
    return pkg && exercise ? viewTask(exercise, pkg, { seed: 1, shuffle: 1 }) : null;
  });

test.each([
  ['a result above zero', 'answer: "round(lp*(1-ra/100),2)"', undefined],
  ['a result below zero', 'answer: "0-lp"', true],
  ['a result below zero with some seeds', 'answer: "10-ra-0.5"', true],
])('%s: the view says whether a minus may be typed', (_, answer, signed) => {
  const view = number(edited(FILE.number, 'answer: "round(lp*(1-ra/100),2)"', answer));
  expect(view?.body).toMatchObject({ kind: 'number' });
  expect(view?.body).toHaveProperty(...((signed ? ['signed', true] : ['decimals', 2]) as [string, unknown]));
  expect(Object.hasOwn(view?.body ?? {}, 'signed')).toBe(signed ?? false);
});
