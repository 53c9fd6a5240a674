import { joinTexts } from '../../fill-prose.js';
import { longestRun } from '../../longest-run.js';
import { UnfitResponse, tagged, unclear, verdictFor, type BodyOf, type MarkOn, type Marked, type ResponseOf } from '../../marked.js';
import { NOTHING_CHOSEN, inPlace, placedRight } from '../../phrases.js';

/**
 * Points for the longest run of items that stand in the right order among themselves, divided by all items.
 * One item alone is no order: no points.
 * In an exam each item has to stand in its place.
 */
export function markOrder(body: BodyOf<'order'>, response: ResponseOf<'order'>, { general, mode }: MarkOn): Marked {
  if (response.order.length === 0) return unclear(NOTHING_CHOSEN);
  const wanted = body.items.map((item) => item.id);
  if (response.order.length !== wanted.length || wanted.some((id) => !response.order.includes(id))) {
    throw new UnfitResponse('an order names each item exactly once');
  }
  const kept = new Set(mode === 'exam' ? wanted.filter((id, at) => response.order[at] === id) : runOf(wanted, response.order));
  const score = kept.size / wanted.length;
  const parts = Object.fromEntries(wanted.map((id) => [id, kept.has(id) ? ('right' as const) : ('wrong' as const)]));
  if (score === 1) return { verdict: 'right', score, feedback: general.right, parts };
  const place = (id: string): number => response.order.indexOf(id);
  const mistake = body.mistakes.find((one) => place(one.before) < place(one.after));
  const reason = mistake ? mistake.say : general.wrong;
  return {
    verdict: verdictFor(score),
    score,
    feedback: joinTexts((mode === 'exam' ? inPlace : placedRight)(kept.size, wanted.length), reason),
    parts,
    ...tagged(mistake),
  };
}

function runOf(wanted: readonly string[], given: readonly string[]): string[] {
  const run = longestRun(wanted, given);
  return run.length < 2 ? [] : run;
}
