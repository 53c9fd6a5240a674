import type { Inline, Prose } from '#lotse/contract';

/** The words of a prose text without its form: for lists and file exports. */
export function plainText(prose: Prose): string {
  return prose
    .map((block) => {
      if ('para' in block) return inline(block.para);
      if ('ul' in block) return block.ul.map(inline).join(' ');
      if ('ol' in block) return block.ol.map(inline).join(' ');
      return [...block.table.head, ...block.table.rows.flat()].map(inline).join(' ');
    })
    .join(' ');
}

/** The beginning of a text in whole words, with a sign that it goes on. */
export function excerpt(text: string, most: number): string {
  if (text.length <= most) return text;
  const words = text.slice(0, most).replace(/\s+\S*$/, '');
  return `${words.replace(/[\s,;:…]+$/, '')} …`;
}

function inline(parts: Inline[]): string {
  return parts
    .map((part) => {
      if (typeof part === 'string') return part;
      if ('b' in part) return inline(part.b);
      if ('i' in part) return inline(part.i);
      if ('term' in part) return part.text;
      return '…';
    })
    .join('');
}
