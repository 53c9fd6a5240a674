import type { Inline, Prose, Text2 } from '#lotse/contract';
import { foldWords, type Match } from '../../compare-words.js';

const ARTICLES = new Set('der die das den dem des ein eine einen einem einer eines'.split(' '));
/** Stands for a gap in a line of text. */
const GAP = '\u0000';

/** The words beside a gap, in either of its texts, folded. */
export interface Around {
  before: ReadonlySet<string>;
  after: ReadonlySet<string>;
}

export function wordsAround(text: Text2, gap: string): Around {
  const lines = [text.standard, text.plain].flatMap((prose) => linesOf(prose, gap));
  const found = (pattern: RegExp): Set<string> => new Set(lines.map((line) => foldWords(pattern.exec(line)?.[1] ?? '')).filter(Boolean));
  return { before: found(/(\S+)\s+\0/), after: found(/\0\s+(\S+)/) };
}

/** What was typed without words that do not belong into the gap: an article before a content word, the neighbours in the sentence. */
export function withoutExtra(typed: string, match: Match, { before, after }: Around): { text: string; extra: string }[] {
  const words = typed.split(' ');
  if (words.length < 2) return [];
  const [first, last] = [foldWords(words[0] ?? ''), foldWords(words.at(-1) ?? '')];
  const front = before.has(first) || (match === 'content' && ARTICLES.has(first)) ? 1 : 0;
  const back = after.has(last) ? 1 : 0;
  const cuts = [
    [front, 0],
    [0, back],
    [front, back],
  ].filter(([a = 0, b = 0], index) => a + b > 0 && a + b < words.length && (index < 2 || a + b === 2));
  return cuts.map(([a = 0, b = 0]) => {
    const end = words.length - b;
    return { text: words.slice(a, end).join(' '), extra: [...words.slice(0, a), ...words.slice(end)].join(' … ') };
  });
}

function linesOf(prose: Prose, gap: string): string[] {
  return prose.flatMap((block) => {
    if ('para' in block) return [lineOf(block.para, gap)];
    if ('ul' in block) return block.ul.map((line) => lineOf(line, gap));
    if ('ol' in block) return block.ol.map((line) => lineOf(line, gap));
    return [block.table.head, ...block.table.rows].flat().map((cell) => lineOf(cell, gap));
  });
}

function lineOf(inlines: readonly Inline[], gap: string): string {
  return inlines
    .map((inline) => {
      if (typeof inline === 'string') return inline;
      if ('b' in inline) return lineOf(inline.b, gap);
      if ('i' in inline) return lineOf(inline.i, gap);
      if ('gap' in inline) return inline.gap === gap ? GAP : ' … ';
      return 'text' in inline ? inline.text : '';
    })
    .join('');
}
