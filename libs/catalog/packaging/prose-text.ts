import { linesOf, type SourceBlock, type SourceInline } from './prose-source.js';

/** The words of a text without its marks: each paragraph, list item and table cell is one line. */
export function proseLines(prose: readonly SourceBlock[]): string[] {
  return prose.flatMap(linesOf).map(inlineText);
}

/** The same as one string, with single spaces: for finding words in it. */
export function proseText(prose: readonly SourceBlock[]): string {
  return proseLines(prose).join(' ').replace(/\s+/g, ' ');
}

function inlineText(inlines: readonly SourceInline[]): string {
  return inlines
    .map((inline) => {
      if (typeof inline === 'string') return inline;
      if ('b' in inline) return inlineText(inline.b);
      if ('i' in inline) return inlineText(inline.i);
      if ('term' in inline) return inline.text;
      return 'gap' in inline ? 'Lücke' : 'Wert';
    })
    .join('');
}
