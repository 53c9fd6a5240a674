import { parseInline } from './parse-inline.js';
import type { SourceBlock, SourceInline } from './prose-source.js';

type Shape = 'para' | 'ul' | 'ol' | 'table';
interface Group {
  shape: Shape;
  lines: string[];
}

/**
 * Reads the prose subset (content/README.md, "Prose"): paragraphs, lists, tables, strong, emphasis, glossary
 * words and values. Faults are sentences for the author; the prose is then not to be used.
 */
export function parseProse(text: string): { prose: SourceBlock[]; faults: string[] } {
  const faults: string[] = [];
  const inline = (line: string): SourceInline[] => {
    const read = parseInline(line.replace(/[ \t]+/g, ' ').trim());
    faults.push(...read.faults);
    return read.inlines;
  };
  const prose = groups(text, faults).map((group) => block(group, inline, faults));
  if (prose.length === 0) faults.push('the text is empty');
  return { prose, faults };
}

function shapeOf(line: string): Shape {
  if (/^- /.test(line)) return 'ul';
  if (/^\d+\. /.test(line)) return 'ol';
  return /^\|/.test(line) ? 'table' : 'para';
}

const goesOn = (line: string, list: Group): boolean => list.shape === 'ol' && line.startsWith(`${list.lines.length + 1}. `);

/** Lines that belong together: a blank line or another shape begins a new block, an indented line goes on, as does a number after a blank line. */
function groups(text: string, faults: string[]): Group[] {
  const out: Group[] = [];
  let fresh = true;
  for (const raw of text.replace(/\r\n?/g, '\n').split('\n')) {
    const line = raw.trim();
    const last = out.at(-1);
    const shape = shapeOf(line);
    if (line === '') fresh = true;
    else if (!fresh && last && /^[ \t]/.test(raw) && (last.shape === 'ul' || last.shape === 'ol') && shape === 'para')
      last.lines.push(`${last.lines.pop() ?? ''} ${line}`);
    else if (last && last.shape === shape && (!fresh || goesOn(line, last))) last.lines.push(line);
    else out.push({ shape, lines: [line] });
    if (line !== '') fresh = false;
    if (/^(#{1,6} |```|> )/.test(line)) faults.push(`"${line.slice(0, 20)}": headings, quotes and code do not exist in prose; write a paragraph`);
  }
  return out;
}

function block(group: Group, inline: (line: string) => SourceInline[], faults: string[]): SourceBlock {
  switch (group.shape) {
    case 'para':
      return { para: inline(group.lines.join(' ')) };
    case 'ul':
      return { ul: group.lines.map((line) => inline(line.replace(/^- /, ''))) };
    case 'ol':
      return { ol: group.lines.map((line) => inline(line.replace(/^\d+\. /, ''))) };
    case 'table':
      return table(group.lines, inline, faults);
  }
}

function table(lines: readonly string[], inline: (line: string) => SourceInline[], faults: string[]): SourceBlock {
  const rows = lines.filter((line, index) => index !== 1 || !/^\|(\s*:?-{3,}:?\s*\|)+$/.test(line)).map((line) => cellsOf(line).map(inline));
  const [head = [], ...body] = rows;
  if (body.length === 0) faults.push('a table needs a head and at least one row');
  if (body.some((row) => row.length !== head.length)) faults.push(`each row of the table needs ${head.length} cells, as its head has`);
  return { table: { head, rows: body } };
}

/** Cells between "|"; the sign inside [[…|…]], {{…|…}} and after "\" parts nothing. */
function cellsOf(line: string): string[] {
  const cells = [''];
  for (const [token] of line.matchAll(/\\.|\[\[.*?\]\]|\{\{.*?\}\}|\||[^\\|[{]+|./gsu)) {
    if (token === '|') cells.push('');
    else cells[cells.length - 1] += token;
  }
  const inner = cells.slice(1);
  if (inner.at(-1)?.trim() === '') inner.pop();
  return inner.map((cell) => cell.trim());
}
