import type { Values } from '../../decimal.js';
import { fillLine, fillText } from '../../fill-prose.js';
import type { BodyOf, ViewOf } from '../../marked.js';
import { seedFor, shuffled } from '../../random.js';

type Gap = BodyOf<'cloze'>['gaps'][number];

/** Answers, options, known mistakes and given words with their values. */
export function fillGaps(body: BodyOf<'cloze'>, values: Values): BodyOf<'cloze'> {
  const line = (text: string): string => fillLine(text, values);
  if (Object.keys(values).length === 0) return body;
  return {
    ...body,
    ...(body.words ? { words: body.words.map(line) } : {}),
    gaps: body.gaps.map((gap) => ({
      ...gap,
      answers: gap.answers.map(line),
      ...(gap.options ? { options: gap.options.map(line) } : {}),
      mistakes: gap.mistakes.map((mistake) => ({ ...mistake, answer: line(mistake.answer) })),
    })),
  };
}

export function viewCloze(body: BodyOf<'cloze'>, values: Values, shuffle: number): ViewOf<'cloze'> {
  const { gaps, words } = fillGaps(body, values);
  return { kind: body.kind, text: fillText(body.text, values), gaps: gaps.map((gap) => viewGap(gap, shuffle)), ...(words ? { words } : {}) };
}

function viewGap(gap: Gap, shuffle: number): ViewOf<'cloze'>['gaps'][number] {
  if (gap.input !== 'select') return { id: gap.id, input: gap.input };
  return { id: gap.id, input: gap.input, options: shuffled(gap.options ?? [], seedFor(gap.id, shuffle)) };
}
