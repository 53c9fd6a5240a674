import { joinTexts } from '../../fill-prose.js';
import { longestRun } from '../../longest-run.js';
import { UnfitResponse, tagged, unclear, verdictFor, type BodyOf, type MarkOn, type Marked, type ResponseOf } from '../../marked.js';
import { NOTHING_BUILT, wordsPlaced } from '../../phrases-parts.js';
import { WHOLE_ONLY } from '../../phrases.js';

type Body = BodyOf<'word-order'>;
const small = (word: string): string => word.toLowerCase();

/** Points for the longest run of words in a right order, over all right orders; words that do not belong cost as much as missing ones, and one word alone is no order. */
export function markWordOrder(body: Body, { words }: ResponseOf<'word-order'>, { general, mode }: MarkOn): Marked {
  const placed = words.map((id) => {
    const word = body.words.find((one) => one.id === id);
    if (!word) throw new UnfitResponse(`there is no word "${id}"`);
    return word;
  });
  if (new Set(words).size !== words.length) throw new UnfitResponse('a word is placed twice');
  if (placed.length === 0) return unclear(NOTHING_BUILT);
  const given = placed.map((word) => small(word.text));
  const best = body.orders.map((order) => ({ order, run: longestRun(order.map(small), given) })).reduce((a, b) => (b.run.length > a.run.length ? b : a));
  const run = best.run.length < 2 ? [] : best.run;
  const net = run.length / Math.max(best.order.length, given.length);
  const score = mode === 'exam' && net < 1 ? 0 : net;
  const parts = partsOf(placed, given, net < 1 ? run : given);
  if (net === 1) return { verdict: 'right', score: 1, feedback: general.right, parts };
  const mistake = body.mistakes.find((one) => fits(one, given));
  const feedback = joinTexts(wordsPlaced(run.length, best.order.length), ...(score < net ? [WHOLE_ONLY] : []), mistake?.say ?? general.wrong);
  return { verdict: verdictFor(score), score, feedback, parts, ...tagged(mistake) };
}

/** The run is part of what was given: each word takes the next of it. */
function partsOf(placed: readonly { id: string }[], given: readonly string[], run: readonly string[]): Marked['parts'] {
  let at = 0;
  return Object.fromEntries(
    placed.map(({ id }, index) => {
      const right = given[index] === run[at];
      if (right) at += 1;
      return [id, right ? ('right' as const) : ('wrong' as const)];
    }),
  );
}

function fits(mistake: Body['mistakes'][number], given: readonly string[]): boolean {
  const at = (word: string | undefined): number => (word === undefined ? -1 : given.indexOf(small(word)));
  if (mistake.word !== undefined) {
    const place = at(mistake.word);
    if (place === -1) return false;
    return mistake.at === undefined || (mistake.at === 'first' ? place === 0 : place === given.length - 1);
  }
  return at(mistake.before) !== -1 && at(mistake.after) !== -1 && at(mistake.before) < at(mistake.after);
}
