import { describe, expect, test } from '@jest/globals';
import { collides, exitFault, interruptionFault, participationFault, phaseOn, stateOn } from './participation-rules.js';

const measure = { startsOn: '2026-01-01', endsOn: '2027-12-31' };
const main = (startsOn: string, endsOn: string | null = null) => ({ phase: 'ACCOMPANYING_PHASE' as const, startsOn, endsOn });
const pre = (startsOn: string, endsOn: string | null = null) => ({ phase: 'PRE_PHASE' as const, startsOn, endsOn });
const wish = (more: object) => ({
  ...{ traineeId: null, measureId: 'm', startsOn: '2026-09-01', endsOn: '2027-08-31', probationEndsOn: null, phases: [main('2026-09-01')] },
  ...{ companionId: 'a', deputyId: 'b', caseworkerId: null, firm: null, school: null, examOn: null, occupation: null },
  ...more,
});

test.each<[string, object, string | null]>([
  ['as it should be', {}, null],
  ['without an end', { endsOn: null }, null],
  ['two phases, one after the other', { phases: [pre('2026-09-01', '2026-10-31'), main('2026-11-01')] }, null],
  ['phases with a gap', { phases: [pre('2026-09-01', '2026-09-30'), main('2026-11-01')] }, null],
  ['phases typed in the wrong order', { phases: [main('2026-11-01'), pre('2026-09-01', '2026-10-31')] }, null],
  ['one day long', { endsOn: '2026-09-01', phases: [main('2026-09-01', '2026-09-01')] }, null],
  ['it ends before it begins', { endsOn: '2026-08-31' }, 'participation.end-before-start'],
  ['it begins before the measure', { startsOn: '2025-12-31' }, 'participation.outside-measure'],
  ['it begins after the measure', { startsOn: '2028-01-01', endsOn: null }, 'participation.outside-measure'],
  ['it ends after the measure', { endsOn: '2028-01-01' }, 'participation.outside-measure'],
  ['no phase', { phases: [] }, 'participation.phase-missing'],
  ['a phase that ends before it begins', { phases: [main('2026-10-01', '2026-09-30')] }, 'participation.phase-backwards'],
  ['a phase that begins before the participation', { phases: [main('2026-08-31')] }, 'participation.phase-outside'],
  ['a phase that ends after it', { phases: [main('2026-09-01', '2027-09-01')] }, 'participation.phase-outside'],
  ['a phase that begins after it', { phases: [main('2027-09-01')] }, 'participation.phase-outside'],
  ['phases that share a day', { phases: [pre('2026-09-01', '2026-11-01'), main('2026-11-01')] }, 'participation.phase-overlap'],
  ['an open phase before another', { phases: [pre('2026-09-01'), main('2026-11-01')] }, 'participation.phase-overlap'],
  ['a probation that ended before', { probationEndsOn: '2026-08-31' }, 'participation.probation-before-start'],
  ['the companion as own deputy', { deputyId: 'a' }, 'participation.deputy-is-companion'],
  ['neither companion nor deputy', { companionId: null, deputyId: null }, null],
])('a participation, %s: %s', (_, more, fault) => {
  expect(participationFault(wish(more), measure)).toBe(fault);
});

const whole = { startsOn: '2026-09-01', endsOn: '2027-08-31', exitedOn: null };
const illness = (startsOn: string, endsOn: string | null) => ({ reason: 'ILLNESS' as const, startsOn, endsOn });

test.each<[string, ReturnType<typeof illness>, { startsOn: string; endsOn: string | null }[], string | null]>([
  ['within', illness('2026-10-01', '2026-10-31'), [], null],
  ['open', illness('2026-10-01', null), [], null],
  ['after another', illness('2026-11-01', null), [{ startsOn: '2026-10-01', endsOn: '2026-10-31' }], null],
  ['backwards', illness('2026-10-02', '2026-10-01'), [], 'interruption.backwards'],
  ['before the entry', illness('2026-08-01', '2026-09-10'), [], 'interruption.outside'],
  ['beyond the end', illness('2027-08-01', '2027-09-10'), [], 'interruption.outside'],
  ['over another', illness('2026-10-15', null), [{ startsOn: '2026-10-01', endsOn: '2026-10-31' }], 'interruption.overlap'],
  ['after an open one', illness('2026-12-01', null), [{ startsOn: '2026-10-01', endsOn: null }], 'interruption.overlap'],
])('an interruption %s', (_, one, others, fault) => {
  expect(interruptionFault(one, whole, others)).toBe(fault);
});

test('an exit is entered when it has happened, and not before the entry', () => {
  const exit = (exitedOn: string) => ({ exitedOn, reason: 'OTHER' as const, whereabouts: 'UNKNOWN' as const });
  expect(exitFault(exit('2026-11-22'), whole, '2026-11-22')).toBeNull();
  expect(exitFault(exit('2026-11-23'), whole, '2026-11-22')).toBe('exit.later');
  expect(exitFault(exit('2026-08-31'), whole, '2026-11-22')).toBe('exit.before-start');
});

test.each<[string, object, object, boolean]>([
  ['both open', {}, { startsOn: '2030-01-01' }, true],
  ['one after the other’s exit', { exitedOn: '2026-08-31', startsOn: '2026-01-01' }, {}, false],
  ['on the day of the other’s exit', { exitedOn: '2026-09-01', startsOn: '2026-01-01' }, {}, true],
  ['both over and apart', { exitedOn: '2026-03-01', startsOn: '2026-01-01' }, { exitedOn: '2026-06-01', startsOn: '2026-04-01' }, false],
])('two of one person in one measure: %s', (_, one, other, expected) => {
  const plain = { startsOn: '2026-09-01', endsOn: null, exitedOn: null };
  expect(collides({ ...plain, ...one }, { ...plain, ...other })).toBe(expected);
});

describe('on a day', () => {
  const one = {
    ...whole,
    probationEndsOn: null,
    phases: [pre('2026-09-01', '2026-10-31'), main('2026-12-01')],
    interruptions: [{ startsOn: '2026-12-10', endsOn: '2026-12-20' }],
  };
  test.each([
    ['2026-08-31', 'planned', null],
    ['2026-09-01', 'running', 'PRE_PHASE'],
    ['2026-11-15', 'running', null],
    ['2026-12-01', 'running', 'ACCOMPANYING_PHASE'],
    ['2026-12-20', 'interrupted', 'ACCOMPANYING_PHASE'],
    ['2027-08-31', 'running', 'ACCOMPANYING_PHASE'],
    ['2027-09-01', 'ended', null],
  ])('%s it is %s', (day, state, phase) => {
    expect([stateOn(day, one), phaseOn(day, one)]).toEqual([state, phase]);
  });
  test('the day of the exit still counts', () => {
    expect([stateOn('2026-12-05', { ...one, exitedOn: '2026-12-05' }), stateOn('2026-12-06', { ...one, exitedOn: '2026-12-05' })]).toEqual([
      'running',
      'ended',
    ]);
  });
});
