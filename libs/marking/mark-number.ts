import { Num, roundTo, type Values } from './decimal.js';
import { drawParams } from './draw-params.js';
import { evaluateNumber, evaluateUnrounded, holds } from './evaluate.js';
import { fillText, joinTexts } from './fill-prose.js';
import { formatNumber } from './format-number.js';
import { unclear, type BodyOf, type General, type Marked, type ResponseOf } from './marked.js';
import { parseNumber, type NumberReading } from './parse-number.js';
import { CHECK_UNIT, PERCENT_NOT_SHARE, USE_COMMA, askForNumber, askMeaning, roundRight } from './phrases.js';
import { unitName } from './units.js';

type NumberBody = BodyOf<'number'>;
type Read = Extract<NumberReading, { read: true }>;

/** The value that is asked for with this seed, rounded half up to the exercise's decimals. */
export function numberAnswer(body: NumberBody, values: Values): Num {
  return roundTo(evaluateNumber(body.answer, values), body.decimals);
}

/**
 * Reads the number, compares it exactly (never as floats) and finds the reason. Right number with another
 * unit: 0.5. Right but not rounded as asked, or a cent off: 0.5 with a word about rounding.
 */
export function markNumber(body: NumberBody, response: ResponseOf<'number'>, general: General, seed: number): Marked {
  const reading = parseNumber(response.text, body.unit === undefined ? {} : { unit: body.unit });
  if (!reading.read) return unclear(askForNumber(reading.why, reading.guess));
  const values = drawParams(body, seed);
  const wanted = numberAnswer(body, values);
  const fits = isRight(body, wanted, reading.value);
  if (!fits && reading.other && isRight(body, wanted, reading.other)) return unclear(askMeaning(formatNumber(reading.other)));
  const understood = formatNumber(reading.value, unitOf(body, reading));
  const marked = fits ? markRight(body, reading, general) : markOff(body, reading, { wanted, values, general });
  const feedback = reading.point ? joinTexts(marked.feedback, USE_COMMA) : marked.feedback;
  return { ...marked, feedback, parts: {}, understood };
}

function unitOf(body: NumberBody, reading: Read): { unit?: string } {
  const unit = reading.unit ?? body.unit;
  return unit === undefined ? {} : { unit };
}

function isRight(body: NumberBody, wanted: Num, value: Num): boolean {
  const tolerance = body.tolerance;
  if (tolerance.mode === 'exact') return value.eq(wanted);
  if (tolerance.mode === 'range') return value.gte(tolerance.from) && value.lte(tolerance.to);
  const by = tolerance.mode === 'abs' ? tolerance.by : wanted.abs().times(tolerance.by);
  return value.minus(wanted).abs().lte(by);
}

function markRight(body: NumberBody, reading: Read, general: General): Pick<Marked, 'verdict' | 'score' | 'feedback'> {
  const otherUnit = body.unit !== undefined && reading.unit !== null && reading.unit !== unitName(body.unit);
  return otherUnit ? { verdict: 'partly', score: 0.5, feedback: CHECK_UNIT } : { verdict: 'right', score: 1, feedback: general.right };
}

function markOff(body: NumberBody, reading: Read, on: { wanted: Num; values: Values; general: General }): Pick<Marked, 'verdict' | 'score' | 'feedback'> {
  const x = reading.value;
  const mistake = body.mistakes.find((one) => holds(one.when, { ...on.values, x }));
  const said = mistake && fillText(mistake.say, on.values);
  if (isRoundedBadly(body, on, x)) return { verdict: 'partly', score: 0.5, feedback: said ?? roundRight(body.decimals) };
  const percent = body.unit !== undefined && unitName(body.unit) === '%' && x.times(100).eq(on.wanted) && !x.isZero();
  return { verdict: 'wrong', score: 0, feedback: said ?? (percent ? PERCENT_NOT_SHARE : on.general.wrong) };
}

/** The value before rounding with more digits than asked (rounded or cut off there), or money that is one cent off. */
function isRoundedBadly(body: NumberBody, on: { wanted: Num; values: Values }, x: Num): boolean {
  if (body.tolerance.mode !== 'exact') return false;
  const places = x.decimalPlaces();
  if (places > body.decimals && roundTo(x, body.decimals).minus(on.wanted).abs().lte(Num.pow(10, -body.decimals))) {
    const full = evaluateUnrounded(body.answer, on.values, body.derive);
    if (x.eq(roundTo(full, places)) || x.eq(full.toDecimalPlaces(places, Num.ROUND_DOWN))) return true;
  }
  const money = body.decimals === 2 && body.unit !== undefined && unitName(body.unit) === 'EUR';
  return money && x.minus(on.wanted).abs().lte('0.01');
}
