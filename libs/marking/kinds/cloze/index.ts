import { fillLine } from '../../fill-prose.js';
import type { BodyOf, KindRules } from '../../marked.js';
import { markCloze } from './mark.js';
import { fillGaps, viewCloze } from './view.js';

/** Nobody types a word by chance. */
const BY_CHANCE_TYPED = 0.001;

export const cloze: KindRules<'cloze'> = {
  mark: markCloze,
  solve: (body, values) => ({ kind: body.kind, gaps: Object.fromEntries(body.gaps.map((gap) => [gap.id, fillLine(gap.answers[0] ?? '', values)])) }),
  wrong: (body, _, values) => ({ kind: body.kind, gaps: Object.fromEntries(fillGaps(body, values).gaps.map((gap) => [gap.id, wrongWord(gap)])) }),
  view: viewCloze,
  chance: (body) => body.gaps.reduce((chance, gap) => chance * chanceOf(gap, body.words), 1),
  parts: (body) => body.gaps.map((gap) => gap.id),
  tally: (body, { gaps }, { marked }) => body.gaps.map((gap) => ({ part: gap.id, given: gaps[gap.id] ?? '', right: marked.parts[gap.id] === 'right' })),
};

function chanceOf(gap: BodyOf<'cloze'>['gaps'][number], words?: readonly string[]): number {
  if (gap.input === 'select') return gap.answers.length / (gap.options?.length ?? 1);
  return words === undefined ? BY_CHANCE_TYPED : 1 / words.length;
}

function wrongWord(gap: BodyOf<'cloze'>['gaps'][number]): string {
  return gap.options?.find((option) => !gap.answers.includes(option)) ?? 'Lohnzettel';
}
