import type { Inline, Prose } from '#lotse/contract';

/** The words of a text without their marks, in one line. */
export function proseWords(prose: Prose): string {
  return prose
    .flatMap((block) => ('para' in block ? [block.para] : 'ul' in block ? block.ul : 'ol' in block ? block.ol : [block.table.head, ...block.table.rows].flat()))
    .map((line) => line.map(wordsOf).join(''))
    .join(' ');
}

/** The same with an empty line between paragraphs, and a line for each point of a list. */
export function proseLines(prose: Prose): string {
  return prose
    .map((block) =>
      'para' in block
        ? block.para.map(wordsOf).join('')
        : 'table' in block
          ? proseWords([block])
          : ('ul' in block ? block.ul : block.ol).map((line) => `- ${line.map(wordsOf).join('')}`).join('\n'),
    )
    .join('\n\n');
}

function wordsOf(inline: Inline): string {
  if (typeof inline === 'string') return inline;
  if ('b' in inline) return inline.b.map(wordsOf).join('');
  if ('i' in inline) return inline.i.map(wordsOf).join('');
  return 'term' in inline ? inline.text : 'gap' in inline ? '…' : '';
}
