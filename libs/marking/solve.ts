import type { PackedExercise, Response, Text2 } from '#lotse/contract';
import type { Values } from './decimal.js';
import { fillProse, fillText, joinTexts } from './fill-prose.js';
import { formatNumber } from './format-number.js';
import { valuesFor } from './mark.js';
import { numberAnswer } from './mark-number.js';
import { OTHER_REASONS } from './phrases.js';

/**
 * What is shown after a right answer or the last try: a full right response (a number without its unit, as
 * the field shows the unit itself), the explanation and where it comes from.
 * Multiple choice adds why the other options are wrong, which marking must not tell before.
 */
export function solve(exercise: PackedExercise, given: { seed: number }): { solution: Response; explanation: Text2; sources: PackedExercise['sources'] } {
  const values = valuesFor(exercise, given.seed);
  const explanation = fillText(exercise.explanation, values);
  const others = exercise.body.kind === 'multiple-choice' ? otherReasons(exercise.body.options, values) : null;
  return { solution: solution(exercise.body, values), explanation: others ? joinTexts(explanation, others) : explanation, sources: exercise.sources };
}

function solution(body: PackedExercise['body'], values: Values): Response {
  switch (body.kind) {
    case 'single-choice':
      return { kind: body.kind, choice: body.options.find((option) => option.correct)?.id ?? '' };
    case 'multiple-choice':
      return { kind: body.kind, choices: body.options.filter((option) => option.correct).map((option) => option.id) };
    case 'number':
      return { kind: body.kind, text: formatNumber(numberAnswer(body, values), { decimals: body.decimals }) };
    case 'cloze':
      return { kind: body.kind, gaps: Object.fromEntries(body.gaps.map((gap) => [gap.id, gap.answers[0] ?? ''])) };
    case 'order':
      return { kind: body.kind, order: body.items.map((item) => item.id) };
  }
}

type Options = Extract<PackedExercise['body'], { kind: 'multiple-choice' }>['options'];

function otherReasons(options: Options, values: Values): Text2 | null {
  const wrong = options.filter((option) => option.feedback !== null);
  if (wrong.length === 0) return null;
  const level = (pick: 'standard' | 'plain'): Text2['standard'] =>
    wrong.flatMap((option) => {
      const text = fillProse(pick === 'plain' ? option.textPlain : option.text, values);
      const reason = option.feedback ? fillText(option.feedback, values)[pick] : [];
      return [...text.map((block) => ('para' in block ? { para: [{ b: block.para }] } : block)), ...reason];
    });
  return joinTexts(OTHER_REASONS, { standard: level('standard'), plain: level('plain') });
}
