import { expect, test } from '@jest/globals';
import { planImport, readDay, type Known } from './plan-import.js';

const known: Known = {
  measures: [{ id: 'm1', number: '123/21/1/14', startsOn: '2026-01-01', endsOn: '2027-12-31' }],
  staff: [
    { id: 's1', name: 'Bernd Asmus' },
    { id: 's2', name: 'Maren Wulf' },
    { id: 's3', name: 'Kim Doppel' },
    { id: 's4', name: 'Kim Doppel' },
  ],
  caseworkers: [{ id: 'c1', name: 'Jutta Reimers' }],
  participations: [
    { name: 'Schon Da', measureId: 'm1', startsOn: '2026-09-01', endsOn: null, exitedOn: null },
    { name: 'War Da', measureId: 'm1', startsOn: '2026-02-01', endsOn: '2026-06-30', exitedOn: '2026-06-30' },
  ],
};
const HEAD = 'Name;Maßnahme;Phase;Eintritt;Ende;Probezeit bis;Begleitung;Vertretung;Fachkraft;Betrieb;Berufsschule';
const GOOD = ['Amira Haddad', '123/21/1/14', 'Vorphase', '01.09.2026', '2027-08-31', '', 'Bernd Asmus', 'Maren Wulf', 'Jutta Reimers', 'Modehaus', 'BBS'];
const COLUMNS = HEAD.split(';');
/** A good line but for these fields. */
const line = (change: Record<string, string> = {}) => COLUMNS.map((column, i) => change[column] ?? GOOD[i]).join(';');
const plan = (...lines: string[]) => planImport([HEAD, ...lines].join('\r\n'), known);

test('a good line is entered as it stands', () => {
  const { plan: shown, lines } = plan(line());
  expect(shown.counts).toEqual({ enter: 1, known: 0, fault: 0 });
  expect(shown.lines).toEqual([
    {
      line: 2,
      name: 'Amira Haddad',
      result: 'enter',
      measure: '123/21/1/14',
      startsOn: '2026-09-01',
      endsOn: '2027-08-31',
      companion: 'Bernd Asmus',
      faults: [],
    },
  ]);
  expect(lines[0]?.wish).toEqual({
    ...{ legalName: 'Amira Haddad', traineeId: null, measureId: 'm1', startsOn: '2026-09-01', endsOn: '2027-08-31', probationEndsOn: null },
    ...{ phases: [{ phase: 'PRE_PHASE', startsOn: '2026-09-01', endsOn: null }], companionId: 's1', deputyId: 's2', caseworkerId: 'c1' },
    ...{ firm: 'Modehaus', school: 'BBS', examOn: null, occupation: null, namesake: true },
  });
});

test.each([
  ['more spaces', line({ Name: ' Amira \u00a0 Haddad' }), line()],
  ['digits of another script', line({ Eintritt: '٠١.٠٩.٢٠٢٦', Maßnahme: '١٢٣/٢١/١/١٤' }), line()],
  ['a companion with unseen signs', line({ Begleitung: 'Bernd\u00a0Asmus\u200b' }), line()],
])('%s make no difference', (_, typed, meant) => {
  expect(plan(typed).lines).toEqual(plan(meant).lines);
});

test('columns and rows that are empty say nothing, and the file may name its delimiter', () => {
  const text = ['sep=;', `${HEAD};;`, `${line()};;`, ';;;;;;;;;;;;', ''].join('\r\n');
  expect(planImport(text, known).plan).toMatchObject({ faults: [], counts: { enter: 1, fault: 0 }, lines: [{ line: 3 }] });
});

test.each<[string, string, string, string | null]>([
  ['too few fields', 'Amira Haddad;123/21/1/14;Vorphase', 'import.fields-few', null],
  ['too many fields', `${line()};mehr`, 'import.fields-many', null],
  ['a quote that stays open', `"${line()}`, 'csv.quote-open', null],
  ['something after a closing quote', line({ Name: '"Amira" Haddad' }), 'csv.after-quote', null],
  ['a quote inside a field', line({ Name: 'Amira "Ami" Haddad' }), 'csv.quote-inside', null],
  ['a control character', line({ Name: 'Amira\u0000 Haddad' }), 'csv.control-character', null],
  ['no name', line({ Name: '  ' }), 'import.name-missing', 'Name'],
  ['a name over two lines', line({ Name: '"Amira\nHaddad"' }), 'name.signs', 'Name'],
  ['a name that turns round', line({ Name: 'Amira\u202eHaddad' }), 'name.signs', 'Name'],
  ['a name of invisible signs', line({ Name: '\u200b\u2060' }), 'name.invisible', 'Name'],
  ['a firm over two lines', line({ Betrieb: '"Mode\nhaus"' }), 'name.signs', 'Betrieb'],
  ['a name too long', line({ Name: 'A'.repeat(121) }), 'import.text-long', 'Name'],
  ['a name that a spreadsheet would run', line({ Name: '=HYPERLINK(1)' }), 'import.formula', 'Name'],
  ['a firm that a spreadsheet would run', line({ Betrieb: '@SUM(A1)' }), 'import.formula', 'Betrieb'],
  ['no measure', line({ Maßnahme: '' }), 'import.measure-missing', 'Maßnahme'],
  ['an unknown measure', line({ Maßnahme: '123/21/1/15' }), 'import.measure-unknown', 'Maßnahme'],
  ['an unknown phase', line({ Phase: 'Hauptphase' }), 'import.phase-unknown', 'Phase'],
  ['no entry', line({ Eintritt: '' }), 'import.day-missing', 'Eintritt'],
  ['an entry nobody can read', line({ Eintritt: '9/1/26' }), 'import.day-unreadable', 'Eintritt'],
  ['a day that never comes', line({ Eintritt: '31.09.2026' }), 'import.day-impossible', 'Eintritt'],
  ['a year that is a slip', line({ Ende: '31.08.0207' }), 'import.day-impossible', 'Ende'],
  ['an end before the entry', line({ Ende: '2026-08-31' }), 'participation.end-before-start', null],
  ['an entry outside the measure', line({ Eintritt: '2025-12-31' }), 'participation.outside-measure', null],
  ['a probation that was over before', line({ 'Probezeit bis': '2026-08-01' }), 'participation.probation-before-start', null],
  ['an unknown companion', line({ Begleitung: 'Bernd Asmuss' }), 'import.person-unknown', 'Begleitung'],
  ['a companion of whom there are two', line({ Begleitung: 'Kim Doppel' }), 'import.person-ambiguous', 'Begleitung'],
  ['an unknown deputy', line({ Vertretung: 'Niemand' }), 'import.person-unknown', 'Vertretung'],
  ['the companion as own deputy', line({ Vertretung: 'Bernd Asmus' }), 'participation.deputy-is-companion', null],
  ['a caseworker who is none here', line({ Fachkraft: 'Bernd Asmus' }), 'import.person-unknown', 'Fachkraft'],
  ['somebody who runs already, with another entry', line({ Name: 'Schon Da', Eintritt: '2026-10-01' }), 'participation.same-name', null],
])('%s is told with its column, and the good line beside it stays good', (_, bad, code, column) => {
  const { plan: shown, lines } = plan(line({ Name: 'Davor' }), bad, line({ Name: 'Danach' }));
  expect(shown.counts.fault).toBe(1);
  expect(shown.lines.find((one) => one.result === 'fault')).toMatchObject({ line: 3, faults: [{ code, column }] });
  expect(lines.filter((one) => one.result === 'enter').map((one) => one.name)).toEqual(['Davor', 'Danach']);
});

test('all faults of a line are told at once', () => {
  const { plan: shown } = plan(line({ Name: '', Maßnahme: 'x', Eintritt: 'bald' }));
  expect(shown.lines[0]?.faults.map((fault) => fault.code)).toEqual(['import.day-unreadable', 'import.name-missing', 'import.measure-unknown']);
});

test('a wrong value is quoted with its fault', () => {
  const { plan: shown } = plan(line({ Eintritt: '31.09.2026', Begleitung: 'Bernd Asmuss' }));
  expect(shown.lines[0]?.faults).toEqual([
    { code: 'import.day-impossible', column: 'Eintritt', value: '31.09.2026' },
    { code: 'import.person-unknown', column: 'Begleitung', value: 'Bernd Asmuss' },
  ]);
});

test('the same person twice in a file: the second line is the fault', () => {
  const { plan: shown } = plan(line(), line({ Name: 'amira haddad', Eintritt: '2026-10-01' }));
  expect(shown.lines.map((one) => [one.result, one.faults[0]?.code])).toEqual([
    ['enter', undefined],
    ['fault', 'import.twice'],
  ]);
});

test('who stands in Lotse exactly so is known, who came back after an exit is entered', () => {
  const { plan: shown } = plan(line({ Name: 'Schon Da' }), line({ Name: 'War Da' }));
  expect(shown.lines.map((one) => one.result)).toEqual(['known', 'enter']);
});

test.each([
  ['more spaces', line({ Name: ' Amira \u00a0 Haddad' }), line()],
  ['digits of another script', line({ Eintritt: '٠١.٠٩.٢٠٢٦', Maßnahme: '١٢٣/٢١/١/١٤' }), line()],
  ['a companion with unseen signs', line({ Begleitung: 'Bernd\u00a0Asmus\u200b' }), line()],
])('%s make no difference', (_, typed, meant) => {
  expect(plan(typed).lines).toEqual(plan(meant).lines);
});

test('columns and rows that are empty say nothing, and the file may name its delimiter', () => {
  const text = ['sep=;', `${HEAD};;`, `${line()};;`, ';;;;;;;;;;;;', ''].join('\r\n');
  expect(planImport(text, known).plan).toMatchObject({ faults: [], counts: { enter: 1, fault: 0 }, lines: [{ line: 3 }] });
});

test.each<[string, string, string, string | null]>([
  ['nothing', '', 'import.empty', null],
  ['a head alone', HEAD, 'import.empty', null],
  ['a column that is missing', 'Name;Phase;Eintritt\nA;Vorphase;2026-09-01', 'import.column-missing', 'Maßnahme'],
  ['a column nobody knows', `${HEAD};Diagnose\n${line()};x`, 'import.column-unknown', 'Diagnose'],
  ['a column twice', `${HEAD};Name\n${line()};x`, 'import.column-twice', 'Name'],
  ['a broken head', `"Name;Maßnahme\n${line()}`, 'csv.quote-open', null],
  ['more than a thousand lines', [HEAD, ...Array.from({ length: 1001 }, (_, i) => line({ Name: `N ${i}` }))].join('\n'), 'import.too-long', null],
])('a file with %s has no lines', (_, csv, code, column) => {
  const { plan: shown, lines } = planImport(csv, known);
  expect(shown.faults).toContainEqual({ code, column, value: null });
  expect([shown.lines, lines]).toEqual([[], []]);
});

test('English titles, other orders, commas and fewer columns are read too', () => {
  const { lines } = planImport('\uFEFFStart,Name,Phase,Measure\n2026-09-01,"Haddad, Amira",pre-phase,123/21/1/14\n', known);
  expect(lines[0]).toMatchObject({ result: 'enter', name: 'Haddad, Amira', wish: { companionId: null, endsOn: null } });
});

test('days as they are typed here', () => {
  expect(['1.9.2026', '01.09.2026', '2026-09-01', '29.02.2028', '29.02.2027', '2026-13-01', '1.9.26', ''].map((text) => readDay(text).day)).toEqual([
    '2026-09-01',
    '2026-09-01',
    '2026-09-01',
    '2028-02-29',
    null,
    null,
    null,
    null,
  ]);
});
