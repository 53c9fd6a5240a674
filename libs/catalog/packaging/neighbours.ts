import type { PackedExercise } from '#lotse/contract';
import { editDistance, familyOf, fillLine, foldWords, isFixedWord, slipsForgiven, turnsMeaning, valuesFor } from '#lotse/marking';

/** Words of a language, as they are compared, with the letters each has. */
export type Dictionary = readonly { word: string; folded: string; letters: number }[];

export function dictionaryOf(words: readonly string[]): Dictionary {
  return words.filter((word) => word.length >= 4).map((word) => ({ word, folded: foldWords(word), letters: lettersOf(foldWords(word)) }));
}

/** Words that are so near one of these that they would pass as a slip of it; forms of the same word are left out. */
export function neighboursOf(answers: readonly string[], dictionary: Dictionary): string[] {
  const wanted = new Set(
    answers.flatMap((answer) => [foldWords(answer).replaceAll(' ', ''), ...foldWords(answer).split(' ')]).filter((word) => slipsForgiven(word) > 0),
  );
  const right = new Set(answers.map(foldWords));
  const found = new Map<string, string>();
  for (const word of wanted) {
    const [most, letters] = [slipsForgiven(word), lettersOf(word)];
    for (const one of dictionary) {
      if (Math.abs(one.folded.length - word.length) > most || count(one.letters & ~letters) > most || count(letters & ~one.letters) > most) continue;
      if (found.has(one.folded) || right.has(one.folded) || isFixedWord(one.folded) || turnsMeaning(one.folded, word)) continue;
      if (editDistance(one.folded, word) <= most && !isForm(one.folded, word)) found.set(one.folded, one.word);
    }
  }
  return [...found.values()].sort((a, b) => a.localeCompare(b, 'de'));
}

/** Every answer of a gap, whatever the case or the drawn words. */
export function answersOf(exercise: PackedExercise, gap: number): string[] {
  const { body } = exercise;
  const { seeds } = familyOf(exercise);
  const lines = body.kind === 'cloze' ? (body.gaps[gap]?.answers ?? []) : [];
  return [...new Set((seeds.length === 0 ? [1] : seeds).flatMap((seed) => lines.map((line) => fillLine(line, valuesFor(exercise, seed)))))];
}

/** Of cases, numbers, persons, comparison, and of the nouns that are made of a verb. */
const ENDINGS = `e en em er es ern n ns s st t te ten tem ter tes test tet et est end ende enden nd nde nden ere eren erer eres ste sten ster
 in innen se sen ung ungen`
  .split(/\s+/)
  .concat('');

/** Two forms of one word: the same stem with endings, umlauts of a plural apart and the change of "ei" and "ie". "fordern" is no form of "fördern". */
function isForm(a: string, b: string): boolean {
  const shared = (one: readonly string[], other: readonly string[]): boolean => one.some((stem) => other.includes(stem));
  return shared(stemsOf(a), stemsOf(b)) || (withoutUmlauts(a) !== withoutUmlauts(b) && shared(stemsOf(withoutUmlauts(a)), stemsOf(withoutUmlauts(b))));
}

const withoutUmlauts = (word: string): string => word.replace(/([aou])e/g, '$1');

function stemsOf(word: string): string[] {
  const spelt = word.replace(/ie|ei|i/g, 'I');
  return ENDINGS.filter((ending) => spelt.endsWith(ending)).flatMap((ending) => {
    const stem = spelt.slice(0, spelt.length - ending.length);
    return stem.length >= 3 ? [stem] : [];
  });
}

/** Which letters occur: two words that are near each other have nearly the same. */
function lettersOf(word: string): number {
  let letters = 0;
  for (const sign of word) letters |= 1 << (sign.charCodeAt(0) % 31);
  return letters;
}

function count(bits: number): number {
  let left = bits;
  let ones = 0;
  for (; left !== 0; left &= left - 1) ones++;
  return ones;
}
