import type { KindRules } from '../../marked.js';
import { stepName } from '../../phrases-parts.js';
import { markSteps } from '../steps/mark-steps.js';
import { shownValue, solveSteps, viewField, wrongTexts } from '../steps/view-steps.js';

export const numberSteps: KindRules<'number-steps'> = {
  mark: (body, response, on) => markSteps(body.steps, response.steps, on, stepName),
  solve: (body, values) => ({ kind: body.kind, steps: solveSteps(body.steps, values) }),
  wrong: (body, right) => ({ kind: body.kind, steps: wrongTexts(right.steps) }),
  view: (body, values) => ({ kind: body.kind, steps: body.steps.map((step) => viewField(step, values)) }),
  chance: () => 0.001,
  parts: (body) => body.steps.map((step) => step.id),
  tally: (body, { steps }, { values, marked }) =>
    body.steps.map((step) => ({ part: viewField(step, values).label, given: shownValue(step, steps[step.id]), right: marked.parts[step.id] === 'right' })),
};
