import { isTrue } from '../../evaluate.js';
import { UnfitResponse, tagged, unclear, type BodyOf, type MarkOn, type Marked, type ResponseOf } from '../../marked.js';
import { NOTHING_CHOSEN } from '../../phrases.js';

/** One of n: 1 or 0, with the reason that belongs to the option. */
export function markSingle(body: BodyOf<'single-choice'>, response: ResponseOf<'single-choice'>, { values, general }: MarkOn): Marked {
  if (response.choice === '') return unclear(NOTHING_CHOSEN);
  const option = body.options.find((candidate) => candidate.id === response.choice);
  if (!option) throw new UnfitResponse(`there is no option "${response.choice}"`);
  const right = isTrue(option.correct, values);
  const verdict = right ? 'right' : 'wrong';
  return {
    verdict,
    score: right ? 1 : 0,
    feedback: right ? general.right : (option.feedback ?? general.wrong),
    parts: { [option.id]: verdict },
    ...(right ? {} : tagged(option)),
  };
}
