import { csvOf } from '#lotse/base';
import { plainOf, type ReportContent } from '#lotse/contract';

export const NEUTRAL_FORMAT = 'lotse-report/1';

/**
 * The report for another program (docs/handover.md). Field names and codes are English and do not change within one format
 * number; what Lotse does not know is null. Rich text comes as it is kept and as plain text beside it.
 */
export function neutralJson(report: ReportContent, made: { at: string; by: string }): string {
  const { facts, text, ...head } = report;
  const plain = { development: plainOf(text.development), recommendationText: plainOf(text.recommendationText) };
  return `${JSON.stringify({ format: NEUTRAL_FORMAT, madeAt: made.at, madeBy: made.by, ...head, facts, text: { ...text, plain } }, null, 2)}\n`;
}

/**
 * The same as lines of section, number, field, value: for programs that read tables. UTF-8 with BOM, semicolons, every field
 * quoted; a field that a spreadsheet would take for a formula gets an apostrophe in front (OWASP CSV injection).
 */
export function neutralCsv(report: ReportContent, made: { at: string; by: string }): string {
  const lines: Line[] = [
    ['report', 0, 'format', NEUTRAL_FORMAT],
    ['report', 0, 'madeAt', made.at],
    ['report', 0, 'madeBy', made.by],
    ...fieldsOf('report', 0, {
      reportId: report.reportId,
      version: report.version,
      occasion: report.occasion,
      dueOn: report.dueOn,
      disclosedOn: report.disclosedOn,
    }),
    ...factLines(report),
    ...textLines(report),
    ...(report.contact ? fieldsOf('contact', 0, report.contact) : []),
    ...fieldsOf('statement', 0, { text: report.statement?.text ?? null, at: report.statement?.at ?? null }),
  ];
  return csvOf([['section', 'number', 'field', 'value'], ...lines]);
}

type Line = [section: string, number: number, field: string, value: string | number | null];

function fieldsOf(section: string, number: number, fields: Record<string, string | number | null>): Line[] {
  return Object.entries(fields).map(([field, value]) => [section, number, field, value]);
}

function factLines({ facts }: ReportContent): Line[] {
  const { compiledAt, provider, author } = facts;
  const lines = [
    ...fieldsOf('participant', 0, facts.participant),
    ...fieldsOf('measure', 0, facts.measure),
    ...fieldsOf('period', 0, facts.period),
    ...fieldsOf('author', 0, { provider, author, compiledAt }),
  ];
  return [...lines, ...learningLines(facts.learning), ...attendanceLines(facts.attendance)];
}

function learningLines(learning: ReportContent['facts']['learning']): Line[] {
  if (!learning) return [];
  const { units, competences, ...sums } = learning;
  return [
    ...fieldsOf('learning', 0, sums),
    ...units.flatMap((unit, i) => fieldsOf('unit', i + 1, unit)),
    ...competences.flatMap((one, i) => fieldsOf('competence', i + 1, one)),
  ];
}

function attendanceLines(attendance: ReportContent['facts']['attendance']): Line[] {
  if (!attendance) return [];
  const { absent, ...sums } = attendance;
  return [...fieldsOf('attendance', 0, sums), ...absent.flatMap((one, i) => fieldsOf('absence', i + 1, one))];
}

function textLines({ text }: ReportContent): Line[] {
  return [
    ...fieldsOf('text', 0, {
      development: plainOf(text.development),
      recommendation: text.recommendation,
      recommendationText: plainOf(text.recommendationText),
    }),
    ...text.goals.flatMap((goal, i) => fieldsOf('goal', i + 1, goal)),
    ...(text.exit ? fieldsOf('exit', 0, text.exit) : []),
  ];
}
