import { expect, it } from '@jest/globals';
import { openDues, type Due } from './open-dues.js';

const due = (occasion: Due['occasion'], dueOn: string): Due => ({ occasion, dueOn, phase: 'ACCOMPANYING_PHASE', because: 'phase-start' });

it('a due report is open until one of the same occasion and day was begun; the earliest stands first', () => {
  const [start, interim] = [due('START', '2026-09-01'), due('INTERIM', '2026-11-01')];
  expect(openDues([interim, start], [])).toEqual([start, interim]);
  expect(openDues([interim, start], [{ occasion: 'START', dueOn: '2026-09-01' }])).toEqual([interim]);
  expect(openDues([start], [{ occasion: 'INTERIM', dueOn: '2026-09-01' }])).toEqual([start]);
  expect(openDues([start], [{ occasion: 'START', dueOn: null }])).toEqual([start]);
});
