import { expect, test } from '@jest/globals';
import { reportsDue, type DueFacts } from './reports-due.js';

const facts = (more: Partial<DueFacts>): DueFacts => ({ startsOn: '2026-09-01', endsOn: null, probationEndsOn: null, exitedOn: null, phases: [], ...more });
const pre = (startsOn: string, endsOn: string | null) => ({ phase: 'PRE_PHASE' as const, startsOn, endsOn });
const main = (startsOn: string, endsOn: string | null = null) => ({ phase: 'ACCOMPANYING_PHASE' as const, startsOn, endsOn });

test.each<[string, Partial<DueFacts>, string[]]>([
  [
    'a pre-phase with its own end: start after four weeks, interim two weeks before the end',
    { phases: [pre('2026-09-01', '2026-12-31')] },
    ['START 2026-09-29', 'INTERIM 2026-12-17'],
  ],
  ['a pre-phase without an end: only the start is known', { phases: [pre('2026-09-01', null)] }, ['START 2026-09-29']],
  [
    'a pre-phase that ends with the participation',
    { endsOn: '2026-11-30', phases: [pre('2026-09-01', null)] },
    ['START 2026-09-29', 'INTERIM 2026-11-16', 'FINAL 2026-11-30'],
  ],
  ['a pre-phase of ten days: no interim before it began', { phases: [pre('2026-09-01', '2026-09-10')] }, ['START 2026-09-29']],
  ['without a pre-phase: start after six weeks, interim after three months', { phases: [main('2026-09-01')] }, ['START 2026-10-13', 'INTERIM 2026-12-01']],
  [
    'after a pre-phase: start after four weeks of the new phase',
    { phases: [pre('2026-05-01', '2026-08-31'), main('2026-09-01')], startsOn: '2026-05-01' },
    ['START 2026-05-29', 'INTERIM 2026-08-17', 'START 2026-09-29', 'INTERIM 2026-12-01'],
  ],
  [
    'an open pre-phase ends the day before the next phase',
    { phases: [pre('2026-05-01', null), main('2026-09-01')] },
    ['START 2026-05-29', 'INTERIM 2026-08-17', 'START 2026-09-29', 'INTERIM 2026-12-01'],
  ],
  [
    'a probation of four months overlaps with the three months: those count',
    { probationEndsOn: '2026-12-31', phases: [main('2026-09-01')] },
    ['START 2026-10-13', 'INTERIM 2026-12-01'],
  ],
  ['exactly four weeks apart still overlaps', { probationEndsOn: '2026-12-01', phases: [main('2026-09-01')] }, ['START 2026-10-13', 'INTERIM 2026-12-01']],
  [
    'a day more does not: both are due',
    { probationEndsOn: '2026-11-30', phases: [main('2026-09-01')] },
    ['START 2026-10-13', 'INTERIM 2026-11-02', 'INTERIM 2026-12-01'],
  ],
  [
    'a probation that was nearly over at the start asks for nothing',
    { probationEndsOn: '2026-09-20', phases: [main('2026-09-01')] },
    ['START 2026-10-13', 'INTERIM 2026-12-01'],
  ],
  ['three months after the 30th of November is the last of February', { phases: [main('2026-11-30')] }, ['START 2027-01-11', 'INTERIM 2027-02-28']],
  ['a leap year', { phases: [main('2027-11-30')] }, ['START 2028-01-11', 'INTERIM 2028-02-29']],
  [
    'the planned end asks for the final report',
    { endsOn: '2027-08-31', phases: [main('2026-09-01')] },
    ['START 2026-10-13', 'INTERIM 2026-12-01', 'FINAL 2027-08-31'],
  ],
  ['an exit ends the rest', { endsOn: '2027-08-31', exitedOn: '2026-11-15', phases: [main('2026-09-01')] }, ['START 2026-10-13', 'FINAL 2026-11-15']],
  ['an exit before the first report: the final one alone', { exitedOn: '2026-09-20', phases: [main('2026-09-01')] }, ['FINAL 2026-09-20']],
  [
    'an exit in the pre-phase',
    { exitedOn: '2026-10-31', phases: [pre('2026-09-01', '2026-12-31'), main('2027-01-01')] },
    ['START 2026-09-29', 'FINAL 2026-10-31'],
  ],
  ['a phase that is over before its interim is due', { phases: [main('2026-09-01', '2026-11-15')] }, ['START 2026-10-13']],
  [
    'two stretches of one phase without a gap are one',
    { phases: [main('2026-09-01', '2026-10-31'), main('2026-11-01')] },
    ['START 2026-10-13', 'INTERIM 2026-12-01'],
  ],
  [
    'two stretches with a gap begin anew',
    { phases: [main('2026-01-01', '2026-05-31'), main('2026-09-01')] },
    ['START 2026-02-12', 'INTERIM 2026-04-01', 'START 2026-10-13', 'INTERIM 2026-12-01'],
  ],
  [
    'in whatever order the phases were typed',
    { phases: [main('2026-09-01'), pre('2026-05-01', '2026-08-31')] },
    ['START 2026-05-29', 'INTERIM 2026-08-17', 'START 2026-09-29', 'INTERIM 2026-12-01'],
  ],
])('%s', (_, more, expected) => {
  expect(reportsDue(facts(more)).map((one) => `${one.occasion} ${one.dueOn}`)).toEqual(expected);
});

test('each says which phase it is about and which rule asks for it', () => {
  const due = reportsDue(facts({ endsOn: '2027-08-31', phases: [pre('2026-05-01', '2026-08-31'), main('2026-09-01')] }));
  expect(due.map((one) => [one.phase, one.because])).toEqual([
    ['PRE_PHASE', 'pre-phase-start'],
    ['PRE_PHASE', 'pre-phase-end'],
    ['ACCOMPANYING_PHASE', 'phase-start'],
    ['ACCOMPANYING_PHASE', 'three-months'],
    ['ACCOMPANYING_PHASE', 'planned-end'],
  ]);
  expect(reportsDue(facts({ exitedOn: '2026-10-31', phases: [pre('2026-09-01', null)] })).at(-1)).toMatchObject({
    occasion: 'FINAL',
    phase: 'PRE_PHASE',
    because: 'exit',
  });
});

test('what was given is not changed', () => {
  const given = facts({ phases: [main('2026-09-01', '2026-10-31'), main('2026-11-01')] });
  const before = JSON.stringify(given);
  reportsDue(given);
  expect(JSON.stringify(given)).toBe(before);
});
