import { expect, test } from '@jest/globals';
import type { ReportDue, ReportRow } from '#lotse/contract';
import { earlierDue, incoming, nextDue, progressOf, type Reported } from './next-due.js';

const due = (occasion: ReportDue['occasion'], dueOn: string): ReportDue => ({ occasion, dueOn, phase: 'ACCOMPANYING_PHASE', because: 'three-months' });
const report = (state: Reported['state'], dueOn: string | null = '2026-12-01'): Reported => ({ participationId: 'p', occasion: 'INTERIM', dueOn, state });

test.each<[string, Reported[], string]>([
  ['nobody has begun it', [], 'none'],
  ['a draft', [report('DRAFT')], 'begun'],
  ['disclosed', [report('DISCLOSED')], 'shown'],
  ['released', [report('RELEASED')], 'out'],
  ['handed over, with a later draft', [report('HANDED_OVER'), report('DRAFT')], 'out'],
  ['one for another day', [report('RELEASED', '2026-06-01')], 'none'],
  ['one without a day', [report('RELEASED', null)], 'none'],
])('the progress of a report: %s', (_, reports, expected) => {
  expect(progressOf(due('INTERIM', '2026-12-01'), reports)).toBe(expected);
});

test('next comes the first that has not gone out, late ones of the last four weeks too', () => {
  const all = [due('START', '2026-06-01'), due('START', '2026-11-01'), due('INTERIM', '2026-12-01')];
  expect(nextDue(all, [], '2026-11-22')?.dueOn).toBe('2026-11-01');
  expect(nextDue(all, [], '2026-11-30')?.dueOn).toBe('2026-12-01');
  expect(nextDue(all, [report('RELEASED')], '2026-11-30')).toBeNull();
  expect(nextDue(all, [report('DRAFT')], '2026-11-30')?.dueOn).toBe('2026-12-01');
});

test('what is older is counted, so that nobody reads that nothing is open', () => {
  const all = [due('START', '2026-06-01'), due('INTERIM', '2026-09-01'), due('START', '2026-11-01')];
  expect(earlierDue(all, [], '2026-11-22')).toBe(2);
  expect(earlierDue(all, [report('RELEASED', '2026-09-01')], '2026-11-30')).toBe(2);
  expect(earlierDue(all.slice(2), [], '2026-11-22')).toBe(0);
});

test('what came in: open questions first, then statements that wait for a decision', () => {
  const row = (reportId: string, more: Partial<ReportRow>) =>
    ({ reportId, name: reportId, openQuestions: 0, hasStatement: false, state: 'DRAFT', ...more }) as ReportRow;
  const list = [
    row('a', { hasStatement: true, state: 'DISCLOSED' }),
    row('b', { openQuestions: 2, state: 'RELEASED' }),
    row('c', { hasStatement: true, state: 'RELEASED' }),
    row('d', {}),
  ];
  expect(incoming(list).map((one) => [one.reportId, one.what])).toEqual([
    ['b', 'question'],
    ['a', 'statement'],
  ]);
});
