export type CsvFault = 'csv.quote-open' | 'csv.after-quote' | 'csv.quote-inside' | 'csv.control-character';
/** One record. `line` is the line of the file it begins in, from 1. With a fault the fields are worth nothing. */
export interface CsvRecord {
  line: number;
  fields: string[];
  fault: CsvFault | null;
}

/**
 * Reads CSV as RFC 4180 writes it down, strictly: quotes around whole fields only, doubled inside. Lines may end with LF
 * alone, a byte-order mark is passed over, empty lines too. A broken record is told and the next line goes on.
 */
export function readCsv(text: string, delimiter: string): CsvRecord[] {
  const records: CsvRecord[] = [];
  const source = text.replace(/^\uFEFF/, '');
  let [at, line] = [0, 1];
  while (at < source.length) {
    const read = readRecord(source, at, delimiter);
    const lines = source.slice(at, read.next).split('\n').length - 1;
    if (read.fault !== null || read.fields.length > 1 || read.fields[0] !== '') records.push({ line, fields: read.fields, fault: read.fault });
    [at, line] = [read.next, line + Math.max(1, lines)];
  }
  return records;
}

/**
 * A table as spreadsheets save it: a first line `sep=;` says the delimiter, and rows and columns with nothing in them (somebody once
 * formatted these cells) are passed over.
 */
export function readTable(text: string): CsvRecord[] {
  const said = /^\uFEFF?"?sep=([;,\t|])"?(?=\r?\n)/i.exec(text);
  const records = readCsv(said ? text.slice(said[0].length) : text, said?.[1] ?? guessDelimiter(text));
  const width = Math.max(0, ...records.map((record) => record.fields.length));
  const used = Array.from({ length: width }, (_, i) => records.some((record) => (record.fields[i] ?? '').trim() !== ''));
  return records
    .filter((record) => record.fault !== null || record.fields.some((field) => field.trim() !== ''))
    .map((record) => ({ ...record, fields: record.fields.filter((_, i) => used[i]) }));
}

/** Semicolon, comma or tab: whichever stands most often in the first line outside quotes. */
export function guessDelimiter(text: string): ',' | ';' | '\t' {
  const head = (/^[^\r\n]*/.exec(text.replace(/^\uFEFF/, ''))?.[0] ?? '').replace(/"[^"]*"/g, '');
  const count = (sign: string) => head.split(sign).length;
  return ([';', ',', '\t'] as const).reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}

interface Read {
  fields: string[];
  fault: CsvFault | null;
  next: number;
}

function readRecord(source: string, from: number, delimiter: string): Read {
  const fields: string[] = [];
  let at = from;
  for (;;) {
    const field = source[at] === '"' ? quoted(source, at) : bare(source, at, delimiter);
    if (field.fault) return { fields: [], fault: field.fault, next: nextLine(source, from) };
    if (/(?![\t\r\n])\p{Cc}/u.test(field.text)) return { fields: [], fault: 'csv.control-character', next: nextLine(source, from) };
    fields.push(field.text);
    at = field.next;
    if (source[at] === delimiter) {
      at++;
      continue;
    }
    if (at >= source.length) return { fields, fault: null, next: at };
    if (source[at] === '\n') return { fields, fault: null, next: at + 1 };
    if (source[at] === '\r' && source[at + 1] === '\n') return { fields, fault: null, next: at + 2 };
    return { fields: [], fault: source[at] === '\r' ? 'csv.control-character' : 'csv.after-quote', next: nextLine(source, from) };
  }
}

interface Field {
  text: string;
  next: number;
  fault: CsvFault | null;
}

function quoted(source: string, from: number): Field {
  let at = from + 1;
  for (;;) {
    const quote = source.indexOf('"', at);
    if (quote < 0) return { text: '', next: source.length, fault: 'csv.quote-open' };
    if (source[quote + 1] !== '"') return { text: source.slice(from + 1, quote).replaceAll('""', '"'), next: quote + 1, fault: null };
    at = quote + 2;
  }
}

function bare(source: string, from: number, delimiter: string): Field {
  let at = from;
  while (at < source.length && source[at] !== delimiter && source[at] !== '\n' && source[at] !== '\r') at++;
  const text = source.slice(from, at);
  return { text, next: at, fault: text.includes('"') ? 'csv.quote-inside' : null };
}

function nextLine(source: string, from: number): number {
  const end = source.indexOf('\n', from);
  return end < 0 ? source.length : end + 1;
}
