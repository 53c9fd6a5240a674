import { parseProse } from '../parse-prose.js';
import type { ContentProblem, FieldPath, Loaded } from '../problem.js';
import { proseLines } from '../prose-text.js';
import { error, warning, type Check } from './world.js';

const MOST_WORDS = 20;
const MOST_ON_AVERAGE = 12;
const LONGEST_WORD = 18;
const ABBREVIATION =
  /(?:^|[\s(„])(?:\p{L}|z\. ?B|d\. ?h|u\. ?a|bzw|usw|ca|Nr|Abs|Art|Std|Min|Stk|St|inkl|zzgl|max|min|evtl|ggf|vgl|Dr|Str|Tel|Mio|Mrd|\d{1,3})\.$/u;

/** Plain German: on average at most 12 words a sentence, none over 20, long words divided by a hyphen or "·". */
export const checkPlainLanguage: Check = (world) =>
  world.tree.exercises.flatMap((at) => {
    const texts = plainTexts(at.value, []).map(({ path, text }) => ({ path, sentences: sentencesOf(text) }));
    return [
      ...texts.flatMap(({ path, sentences }) => [...tooLong(at, path, sentences), ...longWords(at, path, sentences)]),
      ...average(
        at,
        ['stemPlain'],
        'stemPlain',
        texts.filter(({ path }) => path[0] === 'stemPlain').flatMap((one) => one.sentences),
      ),
      ...average(
        at,
        [],
        'the plain texts together',
        texts.flatMap((one) => one.sentences),
      ),
    ];
  });

/** Every field whose name ends in "Plain", at any depth. */
function plainTexts(value: unknown, path: FieldPath): { path: FieldPath; text: string }[] {
  if (typeof value === 'string') return String(path.at(-1)).endsWith('Plain') ? [{ path, text: value }] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) => plainTexts(inner, [...path, Array.isArray(value) ? Number(key) : key]));
}

/** Sentences of a text; a paragraph or list item ends one, tables are left out, abbreviations and "1." do not end one. */
export function sentencesOf(text: string): string[] {
  const blocks = parseProse(text).prose.filter((block) => !('table' in block));
  return proseLines(blocks).flatMap((line) => {
    const out: string[] = [''];
    for (const piece of line.split(/(?<=[.!?…]["“”»)]?)\s+/u)) {
      const open = out.at(-1) ?? '';
      const goesOn = open !== '' && (ABBREVIATION.test(open) || /^\p{Ll}/u.test(piece));
      if (open === '' || goesOn) out[out.length - 1] = open === '' ? piece : `${open} ${piece}`;
      else out.push(piece);
    }
    return out.filter((sentence) => wordsOf(sentence).length > 0);
  });
}

export function wordsOf(sentence: string): string[] {
  return sentence.split(/[\s/]+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
}

function tooLong(at: Loaded<unknown>, path: FieldPath, sentences: readonly string[]): ContentProblem[] {
  return sentences
    .filter((sentence) => wordsOf(sentence).length > MOST_WORDS)
    .map((sentence) =>
      error(
        at,
        path,
        'sentence-long',
        `a plain sentence has ${wordsOf(sentence).length} words, ${MOST_WORDS} are allowed; make two of it: "${sentence.slice(0, 60)}…"`,
      ),
    );
}

function longWords(at: Loaded<unknown>, path: FieldPath, sentences: readonly string[]): ContentProblem[] {
  const words = sentences.flatMap((sentence) => sentence.split(/[^\p{L}]+/u)).filter((word) => [...word].length > LONGEST_WORD);
  return [...new Set(words)].map((word) =>
    warning(at, path, 'word-long', `"${word}" has more than ${LONGEST_WORD} letters; divide it with a hyphen or "·", or say it in other words`),
  );
}

function average(at: Loaded<unknown>, path: FieldPath, what: string, sentences: readonly string[]): ContentProblem[] {
  const words = sentences.reduce((sum, sentence) => sum + wordsOf(sentence).length, 0);
  const mean = words / Math.max(1, sentences.length);
  if (mean <= MOST_ON_AVERAGE) return [];
  return [error(at, path, 'sentences-long', `${what}: ${mean.toFixed(1)} words a sentence on average, ${MOST_ON_AVERAGE} are allowed; divide sentences`)];
}
