import type { Inline } from '#lotse/contract';

/** A field or button in a line with the signs that stand at it. Browsers may end a line at its edges, even before a full stop. */
export interface Glued {
  before: string;
  box: Inline;
  after: string;
}

/** The words of a line; signs right before and behind a box go with it. */
export function glue(words: readonly Inline[], isBox: (word: Inline) => boolean): (Inline | Glued)[] {
  const out: (Inline | Glued)[] = [];
  for (const word of words) {
    const last = out.at(-1) ?? '';
    if (isBox(word)) {
      const before = typeof last === 'string' ? (/[„(»]*$/u.exec(last)?.[0] ?? '') : '';
      if (typeof last === 'string') out[Math.max(0, out.length - 1)] = last.slice(0, last.length - before.length);
      out.push({ before, box: word, after: '' });
    } else if (typeof word === 'string' && typeof last === 'object' && 'box' in last) {
      last.after = /^[.,;:!?…)“”«]*/u.exec(word)?.[0] ?? '';
      out.push(word.slice(last.after.length));
    } else out.push(word);
  }
  return out.filter((piece) => piece !== '');
}
