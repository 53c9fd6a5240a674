import { isTrue } from '../../evaluate.js';
import { joinTexts } from '../../fill-prose.js';
import { UnfitResponse, tagged, unclear, verdictFor, type BodyOf, type MarkOn, type Marked, type ResponseOf } from '../../marked.js';
import { NOTHING_CHOSEN, WHOLE_ONLY, chosenRight } from '../../phrases.js';

/**
 * k of n: max(0, right − wrong) / k, in an exam all or nothing. Says how many of the chosen are right, never which:
 * neither the feedback nor `parts` names an option before all are right. The options' own reasons stand with the solution.
 */
export function markMultiple(body: BodyOf<'multiple-choice'>, response: ResponseOf<'multiple-choice'>, { values, general, mode }: MarkOn): Marked {
  const chosen = new Set(response.choices);
  const unknown = response.choices.find((id) => !body.options.some((option) => option.id === id));
  if (unknown !== undefined) throw new UnfitResponse(`there is no option "${unknown}"`);
  if (chosen.size !== response.choices.length) throw new UnfitResponse('an option is chosen twice');
  if (chosen.size === 0) return unclear(NOTHING_CHOSEN);
  const wanted = body.options.filter((option) => isTrue(option.correct, values));
  const right = wanted.filter((option) => chosen.has(option.id)).length;
  const net = Math.max(0, right - (chosen.size - right)) / Math.max(1, wanted.length);
  const score = mode === 'exam' && net < 1 ? 0 : net;
  if (score === 1) {
    return { verdict: 'right', score, feedback: general.right, parts: Object.fromEntries(wanted.map((option) => [option.id, 'right' as const])) };
  }
  const wrong = body.options.filter((option) => chosen.has(option.id) && !wanted.includes(option));
  const feedback = joinTexts(chosenRight(chosen.size, right, wanted.length), ...(score < net ? [WHOLE_ONLY] : []), general.wrong);
  return { verdict: verdictFor(score), score, feedback, parts: {}, ...tagged(...wrong) };
}
