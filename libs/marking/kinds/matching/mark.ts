import type { Text2 } from '#lotse/contract';
import { fillProse, joinTexts } from '../../fill-prose.js';
import { UnfitResponse, tagged, unclear, verdictFor, type BodyOf, type MarkOn, type Marked, type ResponseOf } from '../../marked.js';
import { proseWords } from '../../prose-words.js';
import { NOTHING_MATCHED, asLabel, lead, pairsRight } from '../../phrases-parts.js';

type Body = BodyOf<'matching'>;
type Left = Body['left'][number];

/** Right pairs ÷ lines. Each line that is not right says why: by the partner that was chosen, else by the line. */
export function markMatching(body: Body, response: ResponseOf<'matching'>, { general, values }: MarkOn): Marked {
  const unknown = Object.entries(response.pairs).find(
    ([left, right]) => !body.left.some((line) => line.id === left) || !body.right.some((partner) => partner.id === right),
  );
  if (unknown !== undefined) throw new UnfitResponse(`there is no pair "${unknown[0]}" and "${unknown[1]}"`);
  const chosen = (line: Left): string | undefined => (Object.hasOwn(response.pairs, line.id) ? response.pairs[line.id] : undefined);
  if (body.left.every((line) => chosen(line) === undefined)) return unclear(NOTHING_MATCHED);
  const right = body.left.filter((line) => chosen(line) === line.right);
  const parts = Object.fromEntries(body.left.map((line) => [line.id, right.includes(line) ? ('right' as const) : ('wrong' as const)]));
  const score = right.length / body.left.length;
  if (right.length === body.left.length) return { verdict: 'right', score: 1, feedback: general.right, parts };
  const shown = (prose: Left['text']): string => asLabel(proseWords(fillProse(prose, values)));
  const reasons = body.left.flatMap((line) => {
    const said = right.includes(line) ? null : reasonFor(body, line, chosen(line));
    return said ? [{ ...said, text: lead({ standard: shown(line.text), plain: shown(line.textPlain) }, said.text) }] : [];
  });
  const feedback = joinTexts(pairsRight(right.length, body.left.length), ...(reasons.length > 0 ? reasons.map(({ text }) => text) : [general.wrong]));
  return { verdict: verdictFor(score), score, feedback, parts, ...tagged(...reasons) };
}

function reasonFor(body: Body, line: Left, chosen: string | undefined): { text: Text2; misconception?: string } | null {
  const mistake = body.mistakes.find((one) => one.left === line.id && one.right === chosen);
  if (mistake) return { text: mistake.say, ...tagged(mistake) };
  return line.feedback ? { text: line.feedback, ...tagged(line) } : null;
}
