import { IMPORT_COLUMNS, type ImportColumn, type ImportLine } from '#lotse/contract';

const BOM = '\uFEFF';
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

/** The first line an import expects, in the language of the page. */
export function templateOf(locale: 'de' | 'en'): string {
  const at = locale === 'de' ? 0 : 1;
  return `${BOM}${(Object.keys(IMPORT_COLUMNS) as ImportColumn[]).map((one) => IMPORT_COLUMNS[one][at]).join(';')}\r\n`;
}

/** The lines with faults as they stood in the file, each with what is wrong in one more column. */
export function faultyLines(csv: string, lines: readonly ImportLine[], title: string, say: (line: ImportLine) => string): string {
  const text = csv.replace(/^\uFEFF/, '').split(/\r?\n/);
  const said = /^"?sep=(.)"?$/i.exec(text[0] ?? '')?.[1];
  // a first line that only names the delimiter, and lines of delimiters only, are passed over as the import does
  const head = text.slice(said === undefined ? 0 : 1).find((one) => /[^;,\t\s"]/.test(one)) ?? '';
  const delimiter = said ?? [';', '\t', ','].find((one) => head.includes(one)) ?? ';';
  const starts = lines.map((one) => one.line).sort((a, b) => a - b);
  const rows = lines
    .filter((one) => one.result === 'fault')
    .map((one) => {
      // a field in quotes may go over several lines: the record ends where the next begins
      const end = starts.find((start) => start > one.line) ?? text.length + 1;
      const record = text
        .slice(one.line - 1, end - 1)
        .join('\n')
        .trimEnd();
      return `${record}${delimiter}${quoted(say(one))}`;
    });
  return `${BOM}${[`${head}${delimiter}${title}`, ...rows].join('\r\n')}\r\n`;
}

export function saveText(text: string, name: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(address), 1000);
}
