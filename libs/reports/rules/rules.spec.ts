import { expect, test } from '@jest/globals';
import { EMPTY_TEXT, REPORT_CHECKS, richOf, type ReportContent, type ReportText } from '#lotse/contract';
import { compileReport, type Sources } from './compile-report.js';
import { cutToScope, releaseFault, releaseState } from './release-rules.js';
import { editOf, mayStep, releasableFrom, reviewFault, type Step } from './report-states.js';
import { wordHints } from './word-hints.js';

const SOURCES: Sources = {
  now: new Date('2026-11-22T09:00:00Z'),
  provider: 'Lernwerk',
  author: 'Bernd Asmus',
  participation: {
    legalName: 'Amira Haddad',
    measure: { measureId: 'm', number: '123/21/1/14', name: 'AsA flex', variant: 'V2024', fundingBody: 'AGENTUR' },
    ...{ startsOn: '2026-06-01', endsOn: null, exit: null },
    phases: [
      { phase: 'PRE_PHASE', startsOn: '2026-06-01', endsOn: '2026-08-31' },
      { phase: 'ACCOMPANYING_PHASE', startsOn: '2026-09-01', endsOn: null },
    ],
  },
  occupation: null,
  period: { from: '2026-10-01', to: '2026-10-31' },
  learning: null,
  attendance: null,
};
const ATTENDANCE = {
  ...{ meetings: 4, plannedMinutes: 360, onSiteMinutes: 165, onlineMinutes: 60, lessonUnits: 4, cancelledByProvider: 0, cancelledInTime: 1 },
  absent: [{ reason: 'ILLNESS' as const, count: 1 }],
};

test('a report says what is known and null for what is not: no number stands in', () => {
  const facts = compileReport(SOURCES);
  expect(facts).toMatchObject({ attendance: null, mockExam: null, language: null, competenceRatings: null, learning: null });
  expect(facts.participant).toEqual({ name: 'Amira Haddad', occupation: null, startsOn: '2026-06-01', endsOn: null, phase: 'ACCOMPANYING_PHASE' });
  expect(JSON.stringify(facts)).not.toMatch(/:0[,}]/);
  expect(compileReport(SOURCES)).toEqual(facts);
});

test('hours that were recorded stand in the report as they are; without the part they are released to nobody', () => {
  const facts = compileReport({ ...SOURCES, attendance: ATTENDANCE });
  expect(facts.attendance).toEqual(ATTENDANCE);
  const report = { facts, text: textOf(''), statement: null, scope: [] } as unknown as ReportContent;
  expect(cutToScope(report, ['attendance']).facts.attendance).toEqual(ATTENDANCE);
  expect(cutToScope(report, ['learning']).facts.attendance).toBeNull();
});

test.each([
  ['2026-07-31', 'PRE_PHASE'],
  ['2026-09-01', 'ACCOMPANYING_PHASE'],
  ['2026-05-01', null],
])('at the end of a period on %s the phase is %s', (to, phase) =>
  expect(compileReport({ ...SOURCES, period: { from: '2026-05-01', to } }).participant.phase).toBe(phase),
);

test('after an exit the participation ends with it', () => {
  const exit = { exitedOn: '2026-10-15', reason: 'GOAL_REACHED' as const, whereabouts: 'EMPLOYED' as const };
  expect(compileReport({ ...SOURCES, participation: { ...SOURCES.participation, exit } }).participant.endsOn).toBe('2026-10-15');
});

const textOf = (development: string, more: Partial<ReportText> = {}): ReportText => ({
  ...{ development: richOf(development), goals: [], recommendation: 'continue', recommendationText: EMPTY_TEXT, exit: null },
  ...more,
});

test.each([
  ['Sie hat hohe Schulden.', 'no-sgb2-16a'],
  ['Er besucht die Suchtberatung.', 'no-sgb2-16a'],
  ['Alkoholsucht', 'no-sgb2-16a'],
  ['Das wurde uns anvertraut.', 'no-stgb-203'],
  ['Sie war in der Klinik.', 'no-medical'],
  ['Die Diagnose liegt vor.', 'no-medical'],
  ['KRANKHEIT', 'no-medical'],
  ['Ihre Mutter arbeitet.', 'no-third-persons'],
  ['Er hatte mit der Polizei zu tun.', 'no-third-persons'],
])('%j is asked about', (text, about) => expect(wordHints(textOf(text)).map((hint) => hint.about)).toEqual([about]));

test.each(['Sie sucht eine Stelle.', 'Das richtet sich nach der Haftung.', 'Christian hilft in der Partnerarbeit.', 'Er suchte Rat.', 'Sie rechnet sicher.'])(
  '%j is not',
  (text) => expect(wordHints(textOf(text))).toEqual([]),
);

test('hints look into every field, name each place, and a rewritten place is asked about again', () => {
  const text = textOf('Therapie und Therapie', {
    goals: [{ goal: 'Attest besorgen', reached: 'open', nextStep: 'Klinik' }],
    recommendationText: richOf('trotz Krankheit'),
    exit: { reason: 'Schwangerschaft', whereabouts: '' },
  });
  const hints = wordHints(text);
  expect(hints.map((hint) => hint.field)).toEqual(['development', 'development', 'goals.0.goal', 'goals.0.nextStep', 'recommendationText', 'exit']);
  expect(new Set(hints.map((hint) => hint.key)).size).toBe(6);
  const kept = hints.map(({ key }) => ({ key, keptBecause: 'Name der Praxis' }));
  expect(wordHints(text, kept).filter((hint) => hint.keptBecause === null)).toEqual([]);
  const rewritten = wordHints({ ...text, development: richOf('Therapie und wieder Therapie') }, kept);
  expect(rewritten.filter((hint) => hint.keptBecause === null).map((hint) => hint.field)).toEqual(['development', 'development']);
});

test.each<[Step, string]>([
  ['compile', 'DRAFT'],
  ['review', 'DRAFT'],
  ['disclose', 'REVIEWED'],
  ['state', 'DISCLOSED'],
  ['release', 'DISCLOSED RELEASED HANDED_OVER'],
  ['handOver', 'RELEASED'],
])('%s only from %s', (step, states) => {
  const all = ['DRAFT', 'REVIEWED', 'DISCLOSED', 'RELEASED', 'HANDED_OVER'] as const;
  expect(all.filter((state) => mayStep(step, state)).join(' ')).toBe(states);
});

test('an edit of what others have seen begins a new version', () =>
  expect((['DRAFT', 'REVIEWED', 'DISCLOSED', 'RELEASED', 'HANDED_OVER'] as const).map(editOf)).toEqual([
    'same',
    'unsign',
    'new-version',
    'new-version',
    'new-version',
  ]));

test('seen, a report may go out at once; unseen, after a week', () => {
  const [shown, seen] = [new Date('2026-11-01T10:00:00Z'), new Date('2026-11-02T10:00:00Z')];
  expect(releasableFrom(shown, seen)).toEqual(seen);
  expect(releasableFrom(shown, null)).toEqual(new Date('2026-11-08T10:00:00Z'));
  // the clocks change in between: a week later at the same time of day
  expect(releasableFrom(new Date('2026-03-25T11:00:00Z'), null)).toEqual(new Date('2026-04-01T10:00:00Z'));
});

const all = [...REPORT_CHECKS];
const exit = { reason: 'Ziel erreicht', whereabouts: 'im Betrieb' };
test.each([
  ['nothing missing', 'INTERIM', textOf('x'), all, 0, null],
  ['one check unsigned', 'INTERIM', textOf('x'), all.slice(1), 0, 'report.checks-open'],
  ['a hint open', 'INTERIM', textOf('x'), all, 1, 'report.hints-open'],
  ['no recommendation', 'INTERIM', textOf('x', { recommendation: null }), all, 0, 'report.recommendation-missing'],
  ['a final one without exit', 'FINAL', textOf('x'), all, 0, 'report.exit-missing'],
  ['a final one with it', 'FINAL', textOf('x', { exit }), all, 0, null],
  ['an exit in another one', 'OTHER', textOf('x', { exit }), all, 0, 'report.exit-unfit'],
])('signing with %s', (_, occasion, text, checks, open, fault) => expect(reviewFault(occasion, text, checks, open)).toBe(fault));

const WISH = { fromOn: '2026-11-22', untilOn: '2026-12-31', legalBasis: 'consent', basisNote: '' };
test.each([
  [{}, null],
  [{ fromOn: '2026-11-21' }, 'release.from-past'],
  [{ untilOn: '2026-11-21' }, 'release.until-before-from'],
  [{ untilOn: '2027-11-22' }, null],
  [{ untilOn: '2027-11-23' }, 'release.too-long'],
  [{ legalBasis: 'other' }, 'release.basis-unnamed'],
  [{ legalBasis: 'other', basisNote: '§ 67b SGB X' }, null],
])('a release of %j', (more, fault) => expect(releaseFault({ ...WISH, ...more }, '2026-11-22')).toBe(fault));

test.each([
  ['2026-11-01T00:00:00Z', null, 'waiting'],
  ['2026-11-10T00:00:00Z', null, 'open'],
  ['2026-11-20T00:00:00Z', null, 'expired'],
  ['2026-11-20T00:00:00Z', '2026-11-12T00:00:00Z', 'withdrawn'],
])('at %s, withdrawn %s, a release is %s', (now, withdrawn, state) => {
  const release = { fromAt: new Date('2026-11-10T00:00:00Z'), until: new Date('2026-11-20T00:00:00Z'), withdrawnAt: withdrawn ? new Date(withdrawn) : null };
  expect(releaseState(release, new Date(now))).toBe(state);
});

test('outside the scope nothing is left', () => {
  const goals: ReportText['goals'] = [{ goal: 'G', reached: 'yes', nextStep: '' }];
  const report = {
    ...{ reportId: 'r', version: 1, occasion: 'FINAL' as const, dueOn: null, scope: [], disclosedOn: null, contact: null },
    facts: compileReport(SOURCES),
    text: textOf('D', { goals, recommendationText: richOf('R'), exit }),
    statement: { text: 'S', at: '2026-11-22T09:00:00.000Z', version: 1 },
  };
  const cut = cutToScope(report, ['goals']);
  expect(cut.text).toEqual({ development: EMPTY_TEXT, goals, recommendation: null, recommendationText: EMPTY_TEXT, exit: null });
  expect([cut.statement, cut.scope]).toEqual([null, ['goals']]);
  expect(cutToScope(report, ['development', 'statement', 'exit', 'recommendation', 'goals']).text).toEqual(report.text);
});
