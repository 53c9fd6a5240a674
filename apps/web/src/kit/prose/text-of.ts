import type { Block as BlockSchema, Inline as InlineShape, Prose as ProseSchema } from '#lotse/contract';
import type { output } from 'zod/mini';

type ProseValue = output<typeof ProseSchema>;
type BlockValue = output<typeof BlockSchema>;

function wordText(word: InlineShape, gap: string): string {
  if (typeof word === 'string') return word;
  if ('b' in word) return lineText(word.b, gap);
  if ('i' in word) return lineText(word.i, gap);
  if ('gap' in word) return gap;
  return 'text' in word ? word.text : '';
}

/** The words of one line. */
export function lineText(words: readonly InlineShape[], gap: string): string {
  return words.map((word) => wordText(word, gap)).join('');
}

function blockLines(block: BlockValue, gap: string): string[] {
  if ('para' in block) return [lineText(block.para, gap)];
  if ('ul' in block) return block.ul.map((line) => lineText(line, gap));
  if ('ol' in block) return block.ol.map((line) => lineText(line, gap));
  return [block.table.head, ...block.table.rows].map((row) => row.map((cell) => lineText(cell, gap)).join(', '));
}

/** The words of a text, one line per paragraph, list entry or table row: for reading aloud and for names. */
export function textOf(prose: ProseValue, gap = '…'): string {
  return prose.flatMap((block) => blockLines(block, gap)).join('\n');
}
