import { formatNumber } from '../../format-number.js';
import type { KindRules } from '../../marked.js';
import { rowName } from '../../phrases-parts.js';
import { markSteps, trueValues } from '../steps/mark-steps.js';
import { shownValue, solveSteps, viewField, wrongTexts } from '../steps/view-steps.js';

export const calculation: KindRules<'calculation'> = {
  mark: (body, response, on) => markSteps(body.rows, response.rows, on, rowName),
  solve: (body, values) => ({ kind: body.kind, rows: solveSteps(body.rows, values) }),
  wrong: (body, right) => ({ kind: body.kind, rows: wrongTexts(right.rows) }),
  view: (body, values) => {
    const truth = trueValues(body.rows, values);
    return {
      kind: body.kind,
      rows: body.rows.map((row) => ({
        ...viewField(row, values),
        ...(row.given ? { given: formatNumber(String(truth[row.id]), { decimals: row.decimals }) } : {}),
        ...(row.sum ? { sum: true } : {}),
      })),
    };
  },
  chance: () => 0.001,
  parts: (body) => body.rows.filter((row) => !row.given).map((row) => row.id),
  tally: (body, { rows }, { values, marked }) =>
    body.rows
      .filter((row) => !row.given)
      .map((row) => ({ part: viewField(row, values).label, given: shownValue(row, rows[row.id]), right: marked.parts[row.id] === 'right' })),
};
