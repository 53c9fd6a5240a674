import type { PartVerdict, Text2 } from '#lotse/contract';
import { alignWords, errorsIn, type AlignedWord } from '../../align-words.js';
import { tidy } from '../../compare-words.js';
import { joinTexts } from '../../fill-prose.js';
import { UnfitResponse, tagged, unclear, verdictFor, type BodyOf, type MarkOn, type Marked, type ResponseOf } from '../../marked.js';
import { NOTHING_WRITTEN, atSentence, lookAt, umlautsTyped, wordsRight } from '../../phrases-language.js';

type Body = BodyOf<'dictation'>;
type Sentence = Body['sentences'][number];

/** What was typed beside the spelling of the sentence that it is nearest to. */
export function alignSentence(sentence: Sentence, typed: string): AlignedWord[] {
  const all = [sentence.text, ...sentence.alsoRight].map((text) => alignWords(typed, text));
  return all.reduce((best, one) => (errorsIn(one) < errorsIn(best) ? one : best));
}

const isRight = (word: AlignedWord): boolean => word.is === 'same' || word.is === 'umlaut';

/** 1 − errors ÷ words: a word that is another, missing or too many is an error, a wrong capital half of one. "ae" for "ä" is said and costs nothing. */
export function markDictation(body: Body, { sentences: typed }: ResponseOf<'dictation'>, { general }: MarkOn): Marked {
  const { sentences } = body;
  const unknown = Object.keys(typed).find((id) => !sentences.some((sentence) => sentence.id === id));
  if (unknown !== undefined) throw new UnfitResponse(`there is no sentence "${unknown}"`);
  const textOf = (id: string): string => (Object.hasOwn(typed, id) ? (typed[id] ?? '') : '');
  if (sentences.every(({ id }) => tidy(textOf(id)) === '')) return unclear(NOTHING_WRITTEN);
  const aligned = sentences.map((sentence) => ({ sentence, words: alignSentence(sentence, textOf(sentence.id)) }));
  const wanted = aligned.map(({ words }) => words.filter((word) => word.is !== 'extra').length);
  const all = wanted.reduce((sum, count) => sum + count, 0);
  const errors = aligned.reduce((sum, { words }) => sum + errorsIn(words), 0);
  const score = Math.max(0, 1 - errors / all);
  const parts = Object.fromEntries(aligned.map(({ sentence, words }, index) => [sentence.id, verdictOf(errorsIn(words), wanted[index] ?? 0)]));
  const spelled = aligned.flatMap(({ words }) => words.filter((word) => word.is === 'umlaut').map((word) => word.wanted));
  const umlauts = spelled.length > 0 ? [umlautsTyped(spelled)] : [];
  if (errors === 0) return { verdict: 'right', score: 1, feedback: joinTexts(general.right, ...umlauts), parts };
  const known = aligned.flatMap(({ words }, index) =>
    mistakesIn(body, words).map((mistake) => ({ ...tagged(mistake), text: atSentence(index + 1, sentences.length, mistake.say) })),
  );
  const looks = aligned.flatMap(({ words }, index) => (errorsIn(words) > 0 ? [atSentence(index + 1, sentences.length, lookInto(words))] : []));
  const right = aligned.reduce((sum, { words }) => sum + words.filter(isRight).length, 0);
  const feedback = joinTexts(wordsRight(right, all), ...looks, ...known.map(({ text }) => text), ...umlauts);
  return { verdict: verdictFor(score), score, feedback, parts, ...tagged(...known) };
}

function verdictOf(errors: number, words: number): PartVerdict {
  return errors === 0 ? 'right' : errors < words ? 'partly' : 'wrong';
}

function lookInto(words: readonly AlignedWord[]): Text2 {
  const typed = (is: AlignedWord['is']): string[] => words.filter((word) => word.is === is).map((word) => word.typed);
  return lookAt({ other: typed('other'), capital: typed('case'), extra: typed('extra'), missing: words.filter((word) => word.is === 'missing').length });
}

/** Known wrong words: as typed, capitals included, where they are not right. */
function mistakesIn(body: Body, words: readonly AlignedWord[]): Body['mistakes'] {
  return body.mistakes.filter((mistake) => words.some((word) => !isRight(word) && word.typed !== '' && word.typed === tidy(mistake.word)));
}
