import { isRightAmount, isRoundedBadly, readAmount, unitFault } from '../../amount.js';
import { roundTo, type Num, type Values } from '../../decimal.js';
import { evaluateNumber, holds } from '../../evaluate.js';
import { joinTexts } from '../../fill-prose.js';
import { tagged, unclear, type BodyOf, type MarkOn, type Marked, type ResponseOf } from '../../marked.js';
import { once } from '../../once.js';
import { PERCENT_NOT_SHARE, USE_COMMA, roundRight } from '../../phrases.js';
import { unitName } from '../../units.js';

type NumberBody = BodyOf<'number'>;
type Judged = Omit<Marked, 'parts'>;

/** The value that is asked for with these values, rounded half up to the exercise's decimals. */
export function numberAnswer(body: Pick<NumberBody, 'answer' | 'decimals'>, values: Values): Num {
  return once(body, values, () => roundTo(evaluateNumber(body.answer, values), body.decimals));
}

/**
 * Reads the number, compares it exactly (never as floats) and finds the reason. Right number with another
 * unit: 0.5. Right but not rounded as asked, or a cent off: 0.5 with a word about rounding.
 */
export function markNumber(body: NumberBody, response: ResponseOf<'number'>, on: MarkOn): Marked {
  const wanted = numberAnswer(body, on.values);
  const entered = readAmount(body, response.text, (value) => isRightAmount(body, wanted, value), on.mode);
  if ('ask' in entered) return unclear(entered.ask);
  const isRight = (value: Num): boolean => isRightAmount(body, wanted, value);
  const unit = unitFault(body, entered, isRight);
  const marked: Judged = unit
    ? { verdict: 'partly', score: 0.5, feedback: unit }
    : isRight(entered.value)
      ? right(on)
      : markOff(body, entered.value, { ...on, wanted });
  const feedback = entered.point ? joinTexts(marked.feedback, USE_COMMA) : marked.feedback;
  return { ...marked, feedback, parts: {}, understood: entered.understood };
}

const right = ({ general }: MarkOn): Judged => ({ verdict: 'right', score: 1, feedback: general.right });

function markOff(body: NumberBody, x: Num, on: MarkOn & { wanted: Num }): Judged {
  const mistake = body.mistakes.find((one) => holds(one.when, { ...on.values, x }));
  if (isRoundedBadly(body, on, x)) return { verdict: 'partly', score: 0.5, feedback: mistake?.say ?? roundRight(body.decimals), ...tagged(mistake) };
  const percent = body.unit !== undefined && unitName(body.unit) === '%' && x.times(100).eq(on.wanted) && !x.isZero();
  return { verdict: 'wrong', score: 0, feedback: mistake?.say ?? (percent ? PERCENT_NOT_SHARE : on.general.wrong), ...tagged(mistake) };
}
