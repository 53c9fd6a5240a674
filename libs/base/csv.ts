import { stringify } from 'csv-stringify/sync';

/**
 * A table as CSV for German spreadsheets: UTF-8 with BOM, semicolons, every field quoted. A field that a spreadsheet would take
 * for a formula gets an apostrophe in front (OWASP CSV injection).
 */
export function csvOf(lines: readonly (readonly (string | number | null)[])[]): string {
  const table = lines.map((line) => line.map((field) => withoutFormula(String(field ?? ''))));
  return `\uFEFF${stringify(table, { delimiter: ';', quoted: true, quoted_empty: true, record_delimiter: '\r\n' })}`;
}

function withoutFormula(text: string): string {
  return /^[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text;
}
