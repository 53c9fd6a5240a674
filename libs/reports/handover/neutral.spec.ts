import { expect, test } from '@jest/globals';
import { EMPTY_TEXT, richOf, type ReportContent } from '#lotse/contract';
import { neutralCsv, neutralJson } from './neutral.js';

const REPORT: ReportContent = {
  ...{ reportId: '7b1f1f0e-8f5e-4f6e-9f7e-0d9a0e6b7a11', version: 2, occasion: 'INTERIM', dueOn: null, scope: ['goals'], disclosedOn: null },
  facts: {
    ...{ compiledAt: '2026-11-19T09:00:00.000Z', provider: 'Lernwerk', author: 'Bernd; "Asmus"' },
    participant: { name: '=1+1', occupation: null, startsOn: '2026-06-25', endsOn: null, phase: null },
    measure: { number: '123/21/10/14', name: 'AsA', variant: 'V2024', fundingBody: 'AGENTUR' },
    period: { from: '2026-10-01', to: '2026-10-31' },
    ...{ learning: null, attendance: null, mockExam: null, language: null, competenceRatings: null },
  },
  text: {
    development: richOf('- kein Strich\nzwei'),
    goals: [{ goal: '@SUM', reached: 'open', nextStep: '' }],
    ...{ recommendation: 'extend', recommendationText: EMPTY_TEXT, exit: null },
  },
  statement: null,
  contact: { name: 'Bernd Asmus', phone: '+49 461 555010', email: null },
};
const ATTENDANCE = {
  ...{ meetings: 4, plannedMinutes: 360, onSiteMinutes: 165, onlineMinutes: 60, lessonUnits: 4, cancelledByProvider: 0, cancelledInTime: 1 },
  absent: [{ reason: 'ILLNESS' as const, count: 1 }],
};
const MADE = { at: '2026-11-22T09:00:00.000Z', by: 'Heike Lorenz' };

test('the JSON names its format, keeps what is unknown as null, and has plain text beside the rich one', () => {
  const json = JSON.parse(neutralJson(REPORT, MADE)) as { format: string; facts: object; text: { plain: object } };
  expect(json.format).toBe('lotse-report/1');
  expect(json.facts).toEqual(REPORT.facts);
  expect(json.text.plain).toEqual({ development: '- kein Strich\nzwei', recommendationText: '' });
});

test('the CSV has one line for each field, and no cell that a spreadsheet would compute', () => {
  const csv = neutralCsv(REPORT, MADE);
  expect(csv.startsWith('\uFEFF"section";"number";"field";"value"\r\n')).toBe(true);
  expect(csv).toContain(`"participant";"0";"name";"'=1+1"\r\n`);
  expect(csv).toContain(`"goal";"1";"goal";"'@SUM"\r\n`);
  expect(csv).toContain(`"author";"0";"author";"Bernd; ""Asmus"""\r\n`);
  expect(csv).toContain(`"text";"0";"development";"'- kein Strich\nzwei"\r\n`);
  expect(csv).toContain(`"contact";"0";"phone";"'+49 461 555010"\r\n"contact";"0";"email";""\r\n`);
  expect(csv).not.toContain('"learning"');
  expect(csv).not.toContain('"attendance"');
});

test('recorded hours are lines of their own, absences by class', () => {
  const csv = neutralCsv({ ...REPORT, facts: { ...REPORT.facts, attendance: ATTENDANCE } }, MADE);
  expect(csv).toContain('"attendance";"0";"onlineMinutes";"60"\r\n');
  expect(csv).toContain('"absence";"1";"reason";"ILLNESS"\r\n"absence";"1";"count";"1"\r\n');
});
