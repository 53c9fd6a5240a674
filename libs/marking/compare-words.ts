import { plainText } from '#lotse/contract';
import { editDistance } from './edit-distance.js';
import { changesPrefix, isFixedWord, turnsMeaning } from './fixed-words.js';

/** What is forgiven: `content` slips and case, `language` nothing but counts case half, `exact` nothing. */
export type Match = 'content' | 'language' | 'exact';
/** What is worth a word beside the points. `prefix`: it may be a slip or another word, so it is asked about. */
export type WordNote = 'none' | 'typo' | 'case' | 'umlaut' | 'prefix';
export interface WordRule {
  match: Match;
  /** Words that are somebody else's answer here (other gaps, options, known mistakes). */
  others: readonly string[];
  /** Real German words that are near an answer. */
  neighbours?: readonly string[];
}
export interface WordFit {
  points: 0 | 0.5 | 1;
  note: WordNote;
  answer: string;
}

/** Same letters for the same word, and without the dots that part long words in plain German. */
export function tidy(text: string): string {
  return plainText(text).replace(/[\u00b7\u2027]/g, '');
}

/** Quotes and brackets around the whole of an answer say nothing: „Urlaub“, (Urlaub). */
export function unwrapped(text: string): string {
  const [, inner] = /^["'([{<]+\s*([^"()[\]{}<>]+?)\s*["')\]}>]+[.!]?$/.exec(text) ?? [];
  return inner ?? text;
}

const dropEnd = (text: string): string => text.replace(/[\s.!?,;:]+$/, '');

/** ä is ae, ß is ss; capitals stay. */
export function spell(text: string): string {
  return text
    .replace(/[äÄöÖüÜ]/g, (c) => ({ ä: 'ae', Ä: 'Ae', ö: 'oe', Ö: 'Oe', ü: 'ue', Ü: 'Ue' })[c] ?? c)
    .replace(/ß/g, 'ss')
    .replace(/ẞ/g, 'SS');
}

/** "Probe-Zeit" and "Probezeit" are one word; the capital after the hyphen goes with it. */
const dropHyphens = (text: string): string => text.replace(/-\s?(\p{L})/gu, (_, letter: string) => letter.toLowerCase());

/** A word or phrase as content tasks compare it: small letters, no umlauts, no hyphens, no end punctuation. */
export function foldWords(text: string): string {
  return dropHyphens(spell(dropEnd(tidy(text)))).toLowerCase();
}

/** What authors write comes again with every answer: it is folded once. What is typed is not kept. */
const folded = new Map<string, { words: string; together: string }>();
const MOST_FOLDED = 10_000;

function foldAnswer(answer: string): { words: string; together: string } {
  const found = folded.get(answer);
  if (found) return found;
  const words = foldWords(answer);
  const both = { words, together: words.replaceAll(' ', '') };
  if (folded.size >= MOST_FOLDED) folded.clear();
  folded.set(answer, both);
  return both;
}

/** Whether two texts are the same for a content task, slips apart. */
export const sameWords = (a: string, b: string): boolean => sameAs(a)(b);

/** The same, for one text beside many answers. */
export function sameAs(typed: string): (answer: string) => boolean {
  const bare = foldWords(typed).replaceAll(' ', '');
  return (answer) => foldAnswer(answer).together === bare;
}

/** Whether two answers of a file are the same. */
export const sameAnswers = (a: string, b: string): boolean => foldAnswer(a).together === foldAnswer(b).together;

/**
 * Compares what was typed with the accepted answers. A word that is another answer here, or a real German word of its own, is never
 * taken for a slip.
 */
export function compareWords(typed: string, answers: readonly string[], rule: WordRule): WordFit {
  if (rule.match === 'content') return compareContent(typed, answers, rule);
  const fits = answers.map((answer) => (rule.match === 'exact' ? compareExact(typed, answer) : compareLanguage(typed, answer)));
  return fits.reduce((best, fit) => (fit.points > best.points || (fit.points === best.points && fit.note === 'none') ? fit : best), none(answers));
}

function none(answers: readonly string[]): WordFit {
  return { points: 0, note: 'none', answer: answers[0] ?? '' };
}

function compareExact(typed: string, answer: string): WordFit {
  return { points: tidy(typed) === tidy(answer) ? 1 : 0, note: 'none', answer };
}

function compareLanguage(typed: string, answer: string): WordFit {
  const [a, b] = [dropEnd(tidy(typed)), dropEnd(tidy(answer))];
  const steps: [WordFit['points'], WordNote, (text: string) => string][] = [
    [1, 'none', dropHyphens],
    [1, 'umlaut', (text) => spell(dropHyphens(text))],
    [0.5, 'case', (text) => spell(dropHyphens(text)).toLowerCase()],
  ];
  const found = a === b ? steps[0] : steps.find(([, , form]) => form(a) === form(b));
  return found ? { points: found[0], note: found[1], answer } : { points: 0, note: 'none', answer };
}

function compareContent(typed: string, answers: readonly string[], { others, neighbours = [] }: WordRule): WordFit {
  const words = foldWords(typed);
  const bare = words.replaceAll(' ', '');
  const same = answers.find((answer) => foldAnswer(answer).together === bare);
  if (same !== undefined) return { points: 1, note: 'none', answer: same };
  if (others.some((other) => foldAnswer(other).together === bare)) return none(answers);
  const real = new Set(neighbours.map((word) => foldAnswer(word).words));
  const near = answers.map((answer) => ({ answer, slips: slipsBetween(words, foldAnswer(answer).words, real) }));
  const best = near.sort((a, b) => a.slips - b.slips)[0];
  if (!best || !Number.isFinite(best.slips)) return none(answers);
  return prefixChanged(words, foldAnswer(best.answer).words)
    ? { points: 0, note: 'prefix', answer: best.answer }
    : { points: 1, note: 'typo', answer: best.answer };
}

function prefixChanged(typed: string, answer: string): boolean {
  const [a, b] = [typed.split(' '), answer.split(' ')];
  return a.length === b.length && b.some((word, index) => changesPrefix(a[index] ?? '', word));
}

/** Slips between two folded phrases, word by word; infinite where one word is further off than its length allows. */
function slipsBetween(typed: string, answer: string, real: ReadonlySet<string>): number {
  const [a, b] = [typed.split(' '), answer.split(' ')];
  if (a.length !== b.length) return b.length === 1 ? slipsInWord(a.join(''), answer, real) : Number.POSITIVE_INFINITY;
  return b.reduce((sum, word, index) => sum + slipsInWord(a[index] ?? '', word, real), 0);
}

/** How many slips a folded word of this length forgives: up to 4 letters none, 5 to 8 one, from 9 two. */
export function slipsForgiven(wanted: string): number {
  const letters = [...wanted].length;
  return letters < 5 || /\d/.test(wanted) ? 0 : letters < 9 ? 1 : 2;
}

/** Infinite for words that stand for themselves. */
function slipsInWord(typed: string, wanted: string, real: ReadonlySet<string>): number {
  if (typed === wanted) return 0;
  if (real.has(typed) || isFixedWord(typed) || turnsMeaning(typed, wanted)) return Number.POSITIVE_INFINITY;
  const most = slipsForgiven(wanted);
  if (most === 0 || Math.abs(typed.length - wanted.length) > most) return Number.POSITIVE_INFINITY;
  const slips = editDistance(typed, wanted);
  return slips <= most ? slips : Number.POSITIVE_INFINITY;
}
