type Step = 'same' | 'change' | 'swap' | 'extra' | 'missing';

/** The table of the Damerau-Levenshtein distance (neighbours swapped count as one slip). */
function table(a: readonly string[], b: readonly string[]): number[][] {
  const rows = a.map((): number[] => []);
  const all: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j), ...rows];
  for (let i = 1; i <= a.length; i += 1) {
    all[i] = [i];
    for (let j = 1; j <= b.length; j += 1) all[i]?.push(cell(all, a, b, i, j));
  }
  return all;
}

function at(all: readonly (readonly number[])[], i: number, j: number): number {
  return all[i]?.[j] ?? Number.POSITIVE_INFINITY;
}

function swapped(a: readonly string[], b: readonly string[], i: number, j: number): boolean {
  return i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
}

function cell(all: readonly (readonly number[])[], a: readonly string[], b: readonly string[], i: number, j: number): number {
  const same = a[i - 1] === b[j - 1] ? 0 : 1;
  const best = Math.min(at(all, i - 1, j - 1) + same, at(all, i - 1, j) + 1, at(all, i, j - 1) + 1);
  return swapped(a, b, i, j) ? Math.min(best, at(all, i - 2, j - 2) + 1) : best;
}

/** How many slips lie between two words: a letter changed, missing, too many, or two neighbours swapped. */
export function editDistance(a: string, b: string): number {
  const [left, right] = [[...a], [...b]];
  return at(table(left, right), left.length, right.length);
}

/** One stretch of a word; `off` where the two words differ. */
export interface Stretch {
  text: string;
  off: boolean;
}

/** What was typed and what it should be, letter by letter: the letters that differ are marked in both words. */
export function compareLetters(typed: string, wanted: string): { typed: Stretch[]; wanted: Stretch[] } {
  const [a, b] = [[...typed], [...wanted]];
  const [low, lowWanted] = [a.map((c) => c.toLowerCase()), b.map((c) => c.toLowerCase())];
  const all = table(low, lowWanted);
  const marksA: boolean[] = a.map(() => false);
  const marksB: boolean[] = b.map(() => false);
  let [i, j] = [a.length, b.length];
  while (i > 0 || j > 0) {
    const step = lastStep(all, low, lowWanted, i, j);
    const [usedA, usedB] = step === 'swap' ? [2, 2] : [step === 'missing' ? 0 : 1, step === 'extra' ? 0 : 1];
    if (step !== 'same') {
      marksA.fill(true, i - usedA, i);
      marksB.fill(true, j - usedB, j);
    }
    [i, j] = [i - usedA, j - usedB];
  }
  return { typed: stretches(a, marksA), wanted: stretches(b, marksB) };
}

function lastStep(all: readonly (readonly number[])[], a: readonly string[], b: readonly string[], i: number, j: number): Step {
  const here = at(all, i, j);
  if (i > 0 && j > 0 && a[i - 1] === b[j - 1] && here === at(all, i - 1, j - 1)) return 'same';
  if (swapped(a, b, i, j) && here === at(all, i - 2, j - 2) + 1) return 'swap';
  if (i > 0 && j > 0 && here === at(all, i - 1, j - 1) + 1) return 'change';
  return i > 0 && here === at(all, i - 1, j) + 1 ? 'extra' : 'missing';
}

function stretches(letters: readonly string[], marks: readonly boolean[]): Stretch[] {
  const out: Stretch[] = [];
  letters.forEach((letter, index) => {
    const off = marks[index] ?? false;
    const last = out.at(-1);
    if (last?.off === off) last.text += letter;
    else out.push({ text: letter, off });
  });
  return out;
}
