import { joinTexts } from './fill-prose.js';
import { UnfitResponse, unclear, verdictFor, type BodyOf, type General, type Marked, type ResponseOf } from './marked.js';
import { NOTHING_CHOSEN, placedRight } from './phrases.js';

/**
 * Points for the longest run of items that stand in the right order among themselves, divided by all items.
 * A run of one is no order yet: the points stay 1/n as in the rule, the verdict is `wrong`.
 */
export function markOrder(body: BodyOf<'order'>, response: ResponseOf<'order'>, general: General): Marked {
  if (response.order.length === 0) return unclear(NOTHING_CHOSEN);
  const wanted = body.items.map((item) => item.id);
  if (response.order.length !== wanted.length || wanted.some((id) => !response.order.includes(id))) {
    throw new UnfitResponse('an order names each item exactly once');
  }
  const run = longestRun(wanted, response.order);
  const score = run.length / wanted.length;
  const kept = new Set(run.length > 1 ? run : []);
  const parts = Object.fromEntries(wanted.map((id) => [id, kept.has(id) ? ('right' as const) : ('wrong' as const)]));
  if (run.length === wanted.length) return { verdict: 'right', score, feedback: general.right, parts };
  const place = (id: string): number => response.order.indexOf(id);
  const mistake = body.mistakes.find((one) => place(one.before) < place(one.after));
  const reason = mistake ? mistake.say : general.wrong;
  return { verdict: verdictFor(kept.size / wanted.length), score, feedback: joinTexts(placedRight(kept.size, wanted.length), reason), parts };
}

/** Longest common subsequence of two orders of the same ids. */
function longestRun(wanted: readonly string[], given: readonly string[]): string[] {
  const best: string[][] = [];
  given.forEach((id, index) => {
    const rank = wanted.indexOf(id);
    const before = best.filter((run, earlier) => earlier < index && wanted.indexOf(run.at(-1) ?? '') < rank);
    const longest = before.reduce<string[]>((long, run) => (run.length > long.length ? run : long), []);
    best.push([...longest, id]);
  });
  return best.reduce<string[]>((long, run) => (run.length > long.length ? run : long), []);
}
