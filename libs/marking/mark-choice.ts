import { joinTexts } from './fill-prose.js';
import { UnfitResponse, unclear, verdictFor, type BodyOf, type General, type Marked, type ResponseOf } from './marked.js';
import { NOTHING_CHOSEN, chosenRight } from './phrases.js';

/** One of n: 1 or 0, with the reason that belongs to the option. */
export function markSingle(body: BodyOf<'single-choice'>, response: ResponseOf<'single-choice'>, general: General): Marked {
  if (response.choice === '') return unclear(NOTHING_CHOSEN);
  const option = body.options.find((candidate) => candidate.id === response.choice);
  if (!option) throw new UnfitResponse(`there is no option "${response.choice}"`);
  const verdict = option.correct ? 'right' : 'wrong';
  const feedback = option.correct ? general.right : (option.feedback ?? general.wrong);
  return { verdict, score: option.correct ? 1 : 0, feedback, parts: { [option.id]: verdict } };
}

/**
 * k of n: max(0, right − wrong) / k. Says how many of the chosen are right, never which: neither the feedback
 * nor `parts` names an option before all are right. The options' own reasons stand with the solution.
 */
export function markMultiple(body: BodyOf<'multiple-choice'>, response: ResponseOf<'multiple-choice'>, general: General): Marked {
  const chosen = new Set(response.choices);
  const unknown = response.choices.find((id) => !body.options.some((option) => option.id === id));
  if (unknown !== undefined) throw new UnfitResponse(`there is no option "${unknown}"`);
  if (chosen.size !== response.choices.length) throw new UnfitResponse('an option is chosen twice');
  if (chosen.size === 0) return unclear(NOTHING_CHOSEN);
  const wanted = body.options.filter((option) => option.correct);
  const right = wanted.filter((option) => chosen.has(option.id)).length;
  const score = Math.max(0, right - (chosen.size - right)) / Math.max(1, wanted.length);
  const verdict = verdictFor(score);
  if (verdict === 'right') return { verdict, score, feedback: general.right, parts: Object.fromEntries(wanted.map((option) => [option.id, 'right' as const])) };
  return { verdict, score, feedback: joinTexts(chosenRight(chosen.size, right, wanted.length), general.wrong), parts: {} };
}
