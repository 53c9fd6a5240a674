import type { PartVerdict, Text2 } from '#lotse/contract';
import { fillLine, joinTexts } from '../../fill-prose.js';
import { UnfitResponse, tagged, unclear, verdictFor, type BodyOf, type MarkOn, type Marked, type ResponseOf } from '../../marked.js';
import { lead } from '../../phrases-parts.js';
import { MIXED_REGISTER, TALK_NOT_BEGUN, TALK_NOT_ENDED, choicesGood } from '../../phrases-language.js';
import { nodeOf } from './paths.js';

type Body = BodyOf<'dialogue'>;
type Node = Body['nodes'][number];
interface Step {
  node: Node;
  choice: Node['choices'][number];
}

/** The talk along a path; `ended`: the last choice leads nowhere. */
export function walk(body: Body, path: readonly string[]): { steps: Step[]; ended: boolean } {
  const steps: Step[] = [];
  let node = nodeOf(body, body.start);
  for (const id of path) {
    if (!node) throw new UnfitResponse('the talk is over already');
    const choice: Step['choice'] | undefined = node.choices.find((one) => one.id === id);
    if (!choice) throw new UnfitResponse(`there is no choice "${id}" at "${node.id}"`);
    steps.push({ node, choice });
    node = nodeOf(body, choice.next);
  }
  return { steps, ended: !node };
}

/** Points of the choices on the way ÷ their number: another way may be as good. */
export function markDialogue(body: Body, { path }: ResponseOf<'dialogue'>, { general, values }: MarkOn): Marked {
  const { steps, ended } = walk(body, path);
  if (steps.length === 0) return unclear(TALK_NOT_BEGUN);
  if (!ended) return unclear(TALK_NOT_ENDED);
  const score = steps.reduce((sum, { choice }) => sum + choice.points, 0) / steps.length;
  const verdicts: Record<number, PartVerdict> = { 0: 'wrong', 0.5: 'partly', 1: 'right' };
  const parts = Object.fromEntries(steps.map(({ node, choice }) => [node.id, verdicts[choice.points] ?? 'wrong']));
  const mixed = new Set(steps.flatMap(({ choice }) => choice.register ?? [])).size > 1;
  if (score === 1) return { verdict: 'right', score: 1, feedback: mixed ? joinTexts(general.right, MIXED_REGISTER) : general.right, parts };
  const weak = steps.filter(({ choice }) => choice.points < 1);
  const said = (text: string): string => `„${fillLine(text, values)}“`;
  const reasons = weak.flatMap(({ choice }): Text2[] => {
    return choice.feedback ? [lead({ standard: said(choice.text), plain: said(choice.textPlain) }, choice.feedback)] : [];
  });
  const feedback = joinTexts(
    choicesGood(steps.length - weak.length, steps.length),
    ...(reasons.length > 0 ? reasons : [general.wrong]),
    ...(mixed ? [MIXED_REGISTER] : []),
  );
  return { verdict: verdictFor(score), score, feedback, parts, ...tagged(...weak.map(({ choice }) => choice)) };
}
