import { editDistance } from './edit-distance.js';
import { isFixedWord, turnsMeaning } from './fixed-words.js';

/** What is forgiven: `content` slips and case, `language` nothing but counts case half, `exact` nothing. */
export type Match = 'content' | 'language' | 'exact';
/** What is worth a word beside the points. */
export type WordNote = 'none' | 'typo' | 'case' | 'umlaut';
export interface WordFit {
  points: 0 | 0.5 | 1;
  note: WordNote;
  answer: string;
}

/** Same letters for the same word: NFC, single spaces, one kind of quote, apostrophe and dash. */
export function tidy(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\u200b-\u200f\u2060\ufeff\u00ad]/g, '')
    .replace(/[\u2018\u2019\u201a\u201b\u02bc\u00b4`]/g, "'")
    .replace(/[\u201c-\u201f\u00ab\u00bb\u2039\u203a]/g, '"')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[\u00b7\u2027]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
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

const together = (text: string): string => foldWords(text).replaceAll(' ', '');

/** Whether two texts are the same for a content task, slips apart. */
export function sameWords(a: string, b: string): boolean {
  return together(a) === together(b);
}

/**
 * Compares what was typed with the accepted answers. `others`: words that are somebody else's answer here
 * (other gaps, options, known mistakes); they are never taken for a slip. Rules: learning.md §2, "Text tolerance".
 */
export function compareWords(typed: string, answers: readonly string[], rule: { match: Match; others: readonly string[] }): WordFit {
  if (rule.match === 'content') return compareContent(typed, answers, rule.others);
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

function compareContent(typed: string, answers: readonly string[], others: readonly string[]): WordFit {
  const same = answers.find((answer) => sameWords(typed, answer));
  if (same !== undefined) return { points: 1, note: 'none', answer: same };
  if (others.some((other) => sameWords(typed, other))) return none(answers);
  const near = answers.map((answer) => ({ answer, slips: slipsBetween(foldWords(typed), foldWords(answer)) })).sort((a, b) => a.slips - b.slips)[0];
  return near && Number.isFinite(near.slips) ? { points: 1, note: 'typo', answer: near.answer } : none(answers);
}

/** Slips between two folded phrases, word by word; infinite where one word is further off than its length allows. */
function slipsBetween(typed: string, answer: string): number {
  const [a, b] = [typed.split(' '), answer.split(' ')];
  if (a.length !== b.length) return b.length === 1 ? slipsInWord(a.join(''), answer) : Number.POSITIVE_INFINITY;
  return b.reduce((sum, word, index) => sum + slipsInWord(a[index] ?? '', word), 0);
}

/** Up to 4 letters none, 5 to 8 one, from 9 two; never for words that stand for themselves. */
function slipsInWord(typed: string, wanted: string): number {
  if (typed === wanted) return 0;
  if (isFixedWord(typed) || turnsMeaning(typed, wanted) || /\d/.test(wanted)) return Number.POSITIVE_INFINITY;
  const letters = [...wanted].length;
  const most = letters < 5 ? 0 : letters < 9 ? 1 : 2;
  if (Math.abs(typed.length - wanted.length) > most) return Number.POSITIVE_INFINITY;
  const slips = editDistance(typed, wanted);
  return slips <= most ? slips : Number.POSITIVE_INFINITY;
}
