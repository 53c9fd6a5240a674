import type { Inline as InlineShape } from '#lotse/contract';
import type { ProseValue } from '../../prose/prose.js';
import { textOf } from '../../prose/text-of.js';

type Filled = Readonly<Record<string, string>>;

const small = (text: string): string => text.trim().toLocaleLowerCase('de');

/** The gap a tapped word goes into: the one that was last written in, else the first empty one, else the last. */
export function gapFor(ids: readonly string[], filled: Filled, last: string | null): string | undefined {
  if (last !== null && ids.includes(last) && (filled[last] ?? '').trim() === '') return last;
  return ids.find((id) => (filled[id] ?? '').trim() === '') ?? (last !== null && ids.includes(last) ? last : ids.at(-1));
}

/** The gap that holds a word, if any: upper and lower case do not matter. */
export function gapWith(ids: readonly string[], filled: Filled, word: string): string | undefined {
  return ids.find((id) => small(filled[id] ?? '') === small(word));
}

/** A word as it stands in a gap: with a capital where a sentence begins. */
export function fitted(word: string, text: ProseValue, gap: string): string {
  return beginsSentence(text, gap) ? word.charAt(0).toLocaleUpperCase('de') + word.slice(1) : word;
}

function beginsSentence(text: ProseValue, gap: string): boolean {
  return linesOf(text).some((line) => {
    const at = line.findIndex((part) => typeof part === 'object' && 'gap' in part && part.gap === gap);
    return at !== -1 && /(^|[.?!]\s+)$/.test(textOf([{ para: line.slice(0, at) }], 'x'));
  });
}

function linesOf(text: ProseValue): InlineShape[][] {
  return text.flatMap((block) => ('para' in block ? [block.para] : 'ul' in block ? block.ul : 'ol' in block ? block.ol : block.table.rows.flat()));
}
