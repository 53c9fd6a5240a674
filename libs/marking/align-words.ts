import { spell, tidy } from './compare-words.js';

/** One word of a dictation: as it should be, with another capital, with "ae" for "ä", another one, left out, or too many. */
export interface AlignedWord {
  is: 'same' | 'umlaut' | 'case' | 'other' | 'missing' | 'extra';
  typed: string;
  wanted: string;
}
const COST = { same: 0, umlaut: 0, case: 0.5, other: 1, missing: 1, extra: 1 };

/** The words of a sentence without what stands around them. */
export function wordsOf(text: string): string[] {
  return tidy(text)
    .split(' ')
    .map((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}%€]+$/gu, ''))
    .filter((word) => word !== '');
}

export const errorsIn = (words: readonly AlignedWord[]): number => words.reduce((sum, word) => sum + COST[word.is], 0);

/** A word in the forms in which it is compared, worked out once. */
interface Forms {
  word: string;
  spelled: string;
  small: string;
}
const formsOf = (word: string): Forms => ({ word, spelled: spell(word), small: spell(word).toLowerCase() });

function compare(typed: Forms, wanted: Forms): AlignedWord['is'] {
  if (typed.word === wanted.word) return 'same';
  if (typed.spelled === wanted.spelled) return 'umlaut';
  return typed.small === wanted.small ? 'case' : 'other';
}

/** What was typed beside what was dictated, word by word, with as few errors as can be; a wrong capital is half an error. */
export function alignWords(typedText: string, wantedText: string): AlignedWord[] {
  const [typed, wanted] = [wordsOf(typedText).map(formsOf), wordsOf(wantedText).map(formsOf)];
  const costs = costTable(typed, wanted);
  const at = (i: number, j: number): number => costs[i]?.[j] ?? Number.POSITIVE_INFINITY;
  const out: AlignedWord[] = [];
  let [i, j] = [typed.length, wanted.length];
  while (i > 0 || j > 0) {
    const [mine, theirs] = [typed[i - 1], wanted[j - 1]];
    const is = mine && theirs ? compare(mine, theirs) : 'other';
    if (mine && theirs && at(i, j) === at(i - 1, j - 1) + COST[is]) {
      out.push({ is, typed: mine.word, wanted: theirs.word });
      [i, j] = [i - 1, j - 1];
    } else if (theirs && at(i, j) === at(i, j - 1) + 1) {
      out.push({ is: 'missing', typed: '', wanted: theirs.word });
      j -= 1;
    } else {
      out.push({ is: 'extra', typed: mine?.word ?? '', wanted: '' });
      i -= 1;
    }
  }
  return out.reverse();
}

function costTable(typed: readonly Forms[], wanted: readonly Forms[]): number[][] {
  const rows: number[][] = [wanted.map((_, j) => j).concat(wanted.length)];
  for (const [i, mine] of typed.entries()) {
    const row = [i + 1];
    for (const [j, theirs] of wanted.entries()) {
      const above = rows[i];
      row.push(Math.min((above?.[j] ?? 0) + COST[compare(mine, theirs)], (above?.[j + 1] ?? 0) + 1, (row[j] ?? 0) + 1));
    }
    rows.push(row);
  }
  return rows;
}
