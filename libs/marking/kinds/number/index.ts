import { formatNumber } from '../../format-number.js';
import type { KindRules } from '../../marked.js';
import { unitShown } from '../../units.js';
import { markNumber, numberAnswer } from './mark.js';

export const number: KindRules<'number'> = {
  mark: markNumber,
  solve: (body, values) => ({ kind: body.kind, text: formatNumber(numberAnswer(body, values), { decimals: body.decimals }) }),
  /** The values are drawn: 7 may be right. */
  wrong: (body, right) => ({ kind: body.kind, text: right.text === '7' ? '8' : '7' }),
  view: (body) => ({
    kind: body.kind,
    ...(body.unit === undefined ? {} : { unit: unitShown(body.unit) }),
    decimals: body.decimals,
    ...(body.signed ? { signed: true as const } : {}),
  }),
  chance: () => 0.001,
  parts: () => [],
  tally: (_, { text }, { marked }) => [{ part: '', given: marked.understood ?? text, right: marked.verdict === 'right' }],
};
