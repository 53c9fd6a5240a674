import type { Values } from '../../decimal.js';
import { fillLine } from '../../fill-prose.js';
import { formatNumber } from '../../format-number.js';
import { parseNumber } from '../../parse-number.js';
import { unitShown } from '../../units.js';
import { trueValues, type Step } from './mark-steps.js';

export function viewField(step: Step, values: Values): { id: string; label: string; labelPlain: string; unit?: string; decimals: number; signed?: true } {
  return {
    id: step.id,
    label: fillLine(step.label, values),
    labelPlain: fillLine(step.labelPlain, values),
    ...(step.unit === undefined ? {} : { unit: unitShown(step.unit) }),
    decimals: step.decimals,
    ...(step.signed ? { signed: true } : {}),
  };
}

export function solveSteps(steps: readonly Step[], values: Values): Record<string, string> {
  const truth = trueValues(steps, values);
  return Object.fromEntries(
    steps.filter((step) => step.given !== true).map((step) => [step.id, formatNumber(String(truth[step.id]), { decimals: step.decimals })]),
  );
}

/** The first step is wrong, the others are empty. */
export function wrongTexts(right: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(right).map(([id, text], index) => [id, index > 0 ? '' : /^7(,0*)?$/.test(text) ? '8' : '7']));
}

/** What was typed, written as all write it, so that a room counts equal numbers together. */
export function shownValue(step: Step, typed = ''): string {
  const read = parseNumber(typed, step.unit === undefined ? {} : { unit: step.unit });
  return read.read ? formatNumber(read.value, { ...(step.unit === undefined ? {} : { unit: step.unit }) }) : typed;
}
