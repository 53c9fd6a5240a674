import type { SourceBlock, SourceInline } from './prose-source.js';

/**
 * Prose as canonical text: reading it gives the same prose, writing that the same text. An editor that saves
 * content uses this and refuses to publish where the round trip is not identical.
 */
export function writeProse(prose: readonly SourceBlock[]): string {
  return prose.map(writeBlock).join('\n\n');
}

function writeBlock(block: SourceBlock): string {
  if ('para' in block) return guardStart(writeInlines(block.para, false));
  if ('ul' in block) return block.ul.map((item) => `- ${writeInlines(item, false)}`).join('\n');
  if ('ol' in block) return block.ol.map((item, index) => `${index + 1}. ${writeInlines(item, false)}`).join('\n');
  const row = (cells: readonly (readonly SourceInline[])[]): string => `| ${cells.map((cell) => writeInlines(cell, true).replace(/^-/, '\\-')).join(' | ')} |`;
  return [row(block.table.head), ...block.table.rows.map(row)].join('\n');
}

/** A paragraph must not begin like a list, a table or a heading. */
function guardStart(text: string): string {
  return text.replace(/^(\d+)\.(?= )/, '$1\\.').replace(/^(?=[-|#>`])/, '\\');
}

function writeInlines(inlines: readonly SourceInline[], inCell: boolean): string {
  return inlines.map((inline) => writeInline(inline, inCell)).join('');
}

function writeInline(inline: SourceInline, inCell: boolean): string {
  if (typeof inline === 'string') {
    const text = inline.replace(/[\\*]|\[(?=\[)|\{(?=\{)|<(?=[A-Za-z/!])|\](?=\()/g, '\\$&');
    return inCell ? text.replaceAll('|', '\\|') : text;
  }
  if ('b' in inline) return `**${writeInlines(inline.b, inCell)}**`;
  if ('i' in inline) return `*${writeInlines(inline.i, inCell)}*`;
  if ('spot' in inline) return `{{spot:${inline.spot}|${inline.text}}}`;
  if ('gap' in inline) return `{{gap:${inline.gap}}}`;
  if ('term' in inline) return `[[${inline.term}|${inline.text}]]`;
  if ('fact' in inline) return `{{fact:${inline.fact}}}`;
  return inline.f === undefined ? `{{p:${inline.p}}}` : `{{p:${inline.p}|${inline.f}}}`;
}
