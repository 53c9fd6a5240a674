import { isTrue } from '../../evaluate.js';
import { fillLine, joinTexts } from '../../fill-prose.js';
import { UnfitResponse, tagged, unclear, verdictFor, type BodyOf, type MarkOn, type Marked, type ResponseOf } from '../../marked.js';
import { lead, spotsFound } from '../../phrases-parts.js';
import { NOTHING_CHOSEN, WHOLE_ONLY } from '../../phrases.js';

/** (hits − false ones) ÷ right ones, at least 0; in an exam all or nothing. A piece that was marked wrongly says why. */
export function markHotText(body: BodyOf<'hot-text'>, { spots }: ResponseOf<'hot-text'>, { values, general, mode }: MarkOn): Marked {
  const unknown = spots.find((id) => !body.spots.some((spot) => spot.id === id));
  if (unknown !== undefined) throw new UnfitResponse(`there is no spot "${unknown}"`);
  if (new Set(spots).size !== spots.length) throw new UnfitResponse('a spot is marked twice');
  if (spots.length === 0) return unclear(NOTHING_CHOSEN);
  const wanted = body.spots.filter((spot) => isTrue(spot.correct, values));
  const chosen = body.spots.filter((spot) => spots.includes(spot.id));
  const wrong = chosen.filter((spot) => !wanted.includes(spot));
  const hits = chosen.length - wrong.length;
  const net = Math.max(0, hits - wrong.length) / Math.max(1, wanted.length);
  const score = mode === 'exam' && net < 1 ? 0 : net;
  const parts = Object.fromEntries(chosen.map((spot) => [spot.id, wrong.includes(spot) ? ('wrong' as const) : ('right' as const)]));
  if (net === 1) return { verdict: 'right', score: 1, feedback: general.right, parts };
  const words = (text: string): string => `„${fillLine(text, values).replace(/[.,]$/, '')}“:`;
  const reasons = wrong.flatMap((spot) => (spot.feedback ? [lead({ standard: words(spot.text), plain: words(spot.textPlain) }, spot.feedback)] : []));
  const found = joinTexts(spotsFound(hits, wanted.length, wrong.length), ...(score < net ? [WHOLE_ONLY] : []));
  const feedback = joinTexts(found, ...(reasons.length > 0 ? reasons : [general.wrong]));
  return { verdict: verdictFor(score), score, feedback, parts, ...tagged(...wrong) };
}
