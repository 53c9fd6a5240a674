import type { PackedStep, PartVerdict, Text2 } from '#lotse/contract';
import { isRightAmount, isRoundedBadly, readAmount, unitFault, type Entered } from '../../amount.js';
import { Num, roundTo, type Values } from '../../decimal.js';
import { evaluateNumber, holds } from '../../evaluate.js';
import { ExpressionError } from '../../expression.js';
import { fillLine, joinTexts } from '../../fill-prose.js';
import { UnfitResponse, tagged, unclear, verdictFor, type MarkOn, type Marked } from '../../marked.js';
import { once } from '../../once.js';
import { NOTHING_CALCULATED, beganHere, followed, lead, stepEmpty, stepsRight, type Name2 } from '../../phrases-parts.js';
import { roundRight } from '../../phrases.js';

/** A row of a scheme may be given; a step is always asked for. */
export type Step = PackedStep & { given?: boolean };
/** What a step is called in the feedback: as the learner sees it. */
type Naming = (position: number, label: Name2) => Name2;
interface Judged {
  step: Step;
  points: number;
  /** Right only because it follows an earlier error. */
  follows: boolean;
  reason: { text: Text2 | null; misconception?: string } | null;
}

/** The true values of all steps, by id, beside the drawn ones. */
export function trueValues(steps: readonly Step[], values: Values): Values {
  return once(steps, values, () => workedOut(steps, values));
}

function workedOut(steps: readonly Step[], values: Values): Values {
  const known: Record<string, Num | string> = { ...values };
  for (const step of steps) known[step.id] = roundTo(evaluateNumber(step.answer, known), step.decimals);
  return known;
}

/**
 * One point for each step. A step is right by the true values, or by what was entered before it (follow-through); after an empty
 * step the true value is taken, in an exam the smallest number. Says at which step the error began and that the rest followed.
 */
export function markSteps(steps: readonly Step[], typed: Readonly<Record<string, string>>, on: MarkOn, naming: Naming): Marked {
  const asked = steps.filter((step) => step.given !== true);
  const unknown = Object.keys(typed).find((id) => !asked.some((step) => step.id === id));
  if (unknown !== undefined) throw new UnfitResponse(`there is no step "${unknown}"`);
  const textOf = (step: Step): string => (Object.hasOwn(typed, step.id) ? (typed[step.id] ?? '').trim() : '');
  if (asked.every((step) => textOf(step) === '')) return unclear(NOTHING_CALCULATED);
  const at = (step: Step, text: Text2): Text2 => lead(naming(asked.indexOf(step) + 1, labelOf(step, on.values)), text);
  const truth = trueValues(steps, on.values);
  const entered: Record<string, Num | string> = { ...on.values };
  const judged: Judged[] = [];
  for (const step of steps) {
    const wanted = truth[step.id] as Num;
    if (step.given === true) {
      entered[step.id] = wanted;
      continue;
    }
    const follow = followValue(step, entered) ?? wanted;
    const read = textOf(step) === '' ? null : readAmount(step, textOf(step), (value) => fits(step, value, wanted, follow), on.mode);
    if (read && 'ask' in read) return unclear(at(step, read.ask));
    judged.push(judge(step, read, { wanted, follow, values: entered, on }));
    entered[step.id] = read?.meant ?? read?.value ?? (on.mode === 'exam' ? Num.pow(10, -step.decimals) : wanted);
  }
  return sum(judged, on, at);
}

const labelOf = ({ label, labelPlain }: Step, values: Values): Name2 => ({ standard: fillLine(label, values), plain: fillLine(labelPlain, values) });

const fits = (step: Step, value: Num, wanted: Num, follow: Num): boolean => isRightAmount(step, wanted, value) || isRightAmount(step, follow, value);

/** What the step would be with what was entered before; null where that cannot be worked out. */
function followValue(step: Step, entered: Values): Num | null {
  try {
    return roundTo(evaluateNumber(step.answer, entered), step.decimals);
  } catch (cause) {
    if (cause instanceof ExpressionError) return null;
    throw cause;
  }
}

function judge(step: Step, read: Entered | null, at: { wanted: Num; follow: Num; values: Values; on: MarkOn }): Judged {
  if (!read) return { step, points: 0, follows: false, reason: { text: stepEmpty() } };
  const unit = unitFault(step, read, (value) => fits(step, value, at.wanted, at.follow));
  if (unit) return { step, points: 0.5, follows: false, reason: { text: unit } };
  const isTrue = isRightAmount(step, at.wanted, read.value);
  if (isTrue || isRightAmount(step, at.follow, read.value)) return { step, points: 1, follows: !isTrue, reason: null };
  const mistake = step.mistakes.find((one) => holds(one.when, { ...at.values, x: read.value }));
  const rounded = isRoundedBadly(step, { wanted: at.follow, values: at.values, derive: at.on.derive }, read.value);
  return {
    step,
    points: rounded ? 0.5 : 0,
    follows: false,
    reason: { text: mistake?.say ?? (rounded ? roundRight(step.decimals) : null), ...tagged(mistake) },
  };
}

function sum(judged: readonly Judged[], on: MarkOn, at: (step: Step, text: Text2) => Text2): Marked {
  const score = judged.reduce((points, one) => points + one.points, 0) / judged.length;
  const verdicts: Record<number, PartVerdict> = { 0: 'wrong', 0.5: 'partly', 1: 'right' };
  const parts = Object.fromEntries(judged.map((one) => [one.step.id, verdicts[one.points] ?? 'wrong']));
  const first = judged.findIndex((one) => one.points < 1);
  const began = judged[first];
  if (!began) return { verdict: 'right', score: 1, feedback: on.general.right, parts };
  const reasons = judged.flatMap((one) => (one.reason?.text ? [at(one.step, one.reason.text)] : []));
  const later = judged.slice(first + 1);
  const rest = later.length > 0 && later.every((one) => one.points === 1) && later.some((one) => one.follows) ? [followed()] : [];
  const begins = began.reason?.text ? [] : [at(began.step, on.general.wrong.standard.length === 0 ? beganHere() : on.general.wrong)];
  const feedback = joinTexts(stepsRight(judged.filter((one) => one.points === 1).length, judged.length), ...begins, ...reasons, ...rest);
  return { verdict: verdictFor(score), score, feedback, parts, ...tagged(...judged.map((one) => one.reason)) };
}
