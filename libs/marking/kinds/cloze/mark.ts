import type { Text2 } from '#lotse/contract';
import { compareWords, sameAnswers, sameAs, tidy, unwrapped, type WordFit } from '../../compare-words.js';
import { withoutExtra, wordsAround } from './extra-words.js';
import { typedNumber } from './numbers.js';
import { fillGaps } from './view.js';
import { fillText, joinTexts } from '../../fill-prose.js';
import { UnfitResponse, tagged, unclear, verdictFor, type BodyOf, type General, type MarkOn, type Marked, type ResponseOf } from '../../marked.js';
import { atGap } from '../../phrases-parts.js';
import { NOTHING_TYPED, askPrefix, gapEmpty, gapsRight, onlyTheWord, showCase, showSlip, showUmlaut } from '../../phrases.js';

type ClozeBody = BodyOf<'cloze'>;
type Gap = ClozeBody['gaps'][number];
/** One gap marked: `text` is the reason or the note, null where there is nothing more exact to say. */
interface GapMark {
  points: number;
  text: Text2 | null;
  misconception?: string | undefined;
  /** It cannot be told what is meant. */
  ask?: Text2;
}

/** The mean of the gaps. Each gap that is not right says why; a forgiven slip is shown letter by letter. */
export function markCloze(given: ClozeBody, response: ResponseOf<'cloze'>, { general, values }: MarkOn): Marked {
  const body = fillGaps(given, values);
  const unknown = Object.keys(response.gaps).find((id) => !body.gaps.some((gap) => gap.id === id));
  if (unknown !== undefined) throw new UnfitResponse(`there is no gap "${unknown}"`);
  const typed = (gap: Gap): string => (Object.hasOwn(response.gaps, gap.id) ? tidy(response.gaps[gap.id] ?? '') : '');
  if (body.gaps.every((gap) => typed(gap) === '')) return unclear(NOTHING_TYPED);
  const marks = body.gaps.map((gap) => markGap({ ...body, text: fillText(body.text, values) }, gap, typed(gap)));
  const unsure = marks.findIndex((mark) => mark.ask !== undefined);
  if (marks[unsure]?.ask) return unclear(atGap(unsure + 1, marks.length, marks[unsure].ask));
  const score = marks.reduce((sum, mark) => sum + mark.points, 0) / Math.max(1, marks.length);
  const parts = Object.fromEntries(body.gaps.map((gap, index) => [gap.id, verdictFor(marks[index]?.points ?? 0)]));
  return { verdict: verdictFor(score), score, feedback: feedbackFor(marks, general), parts, ...tagged(...marks) };
}

function markGap(body: ClozeBody, gap: Gap, typed: string): GapMark {
  if (typed === '') return { points: 0, text: gapEmpty() };
  if (gap.input === 'select') return markSelected(gap, typed);
  const whole = markTyped(body, gap, typed);
  if (whole.points === 1) return whole;
  for (const { text, extra } of withoutExtra(unwrapped(typed), gap.match, wordsAround(body.text, gap.id))) {
    const mark = markTyped(body, gap, text);
    if (mark.points > whole.points) return { ...mark, text: joinTexts(onlyTheWord(extra, gap.answers[0] ?? text), ...(mark.text ? [mark.text] : [])) };
    if ((mark.isKnown || mark.ask) && !whole.isKnown) return mark;
  }
  return whole;
}

function markTyped(body: ClozeBody, gap: Gap, given: string): GapMark & { isKnown?: true } {
  const typed = gap.answers.some((answer) => tidy(answer) === given) ? given : unwrapped(given);
  // a known mistake counts as typed; where case or endings are the point, letter for letter
  const same = gap.match === 'content' ? sameAs(typed) : (answer: string) => tidy(answer) === tidy(typed);
  const number = typedNumber(typed, gap.answers, wordsAround(body.text, gap.id));
  const mistake = gap.mistakes.find((one) => same(one.answer) || number?.is(one.answer));
  if (mistake) return { points: 0, text: mistake.say, misconception: mistake.misconception, isKnown: true };
  if (number && gap.answers.some(number.is)) return { points: 1, text: null };
  const ask = gap.answers.map((answer) => number?.ask(answer)).find(Boolean);
  if (ask) return { points: 0, text: null, ask };
  const mayBeSlip = gap.match === 'content' && !gap.answers.some(same);
  const fit = compareWords(typed, gap.answers, {
    match: gap.match,
    others: mayBeSlip ? wordsElsewhere(body, gap) : [],
    neighbours: gap.neighbours ?? [],
  });
  if (fit.note === 'prefix') return { points: 0, text: null, ask: askPrefix(typed) };
  return fit.points === 0 ? { points: 0, text: gap.feedback, misconception: gap.misconception } : { points: fit.points, text: noteFor(fit, typed) };
}

/** A chosen option is one of the list and has no slips. */
function markSelected(gap: Gap, chosen: string): GapMark {
  const option = (gap.options ?? []).find((candidate) => tidy(candidate) === chosen);
  if (option === undefined) throw new UnfitResponse(`gap "${gap.id}" has no option "${chosen}"`);
  if (gap.answers.some((answer) => tidy(answer) === chosen)) return { points: 1, text: null };
  const mistake = gap.mistakes.find((one) => tidy(one.answer) === chosen);
  return { points: 0, text: mistake?.say ?? gap.feedback, ...tagged(mistake, gap) };
}

/** Words that mean something else in this text and are therefore nobody's slip. */
function wordsElsewhere(body: ClozeBody, gap: Gap): string[] {
  const all = body.gaps.flatMap((other) => [...other.answers, ...(other.options ?? []), ...other.mistakes.map((one) => one.answer)]);
  return all.filter((word) => !gap.answers.some((answer) => sameAnswers(answer, word)));
}

function noteFor(fit: WordFit, typed: string): Text2 | null {
  switch (fit.note) {
    case 'typo':
      return showSlip(typed, fit.answer);
    case 'case':
      return showCase(fit.answer);
    case 'umlaut':
      return showUmlaut(fit.answer);
    case 'none':
    case 'prefix':
      return null;
  }
}

function feedbackFor(marks: readonly GapMark[], general: General): Text2 {
  const reasons = marks.flatMap((mark, index) => (mark.text ? [atGap(index + 1, marks.length, mark.text)] : []));
  if (marks.every((mark) => mark.points === 1)) return joinTexts(general.right, ...reasons);
  const right = marks.filter((mark) => mark.points === 1).length;
  const count = marks.length > 1 ? [gapsRight(right, marks.length)] : [];
  const unexplained = marks.some((mark) => mark.points < 1 && mark.text === null);
  return joinTexts(...count, ...reasons, ...(unexplained ? [general.wrong] : []));
}
