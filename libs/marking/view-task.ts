import type { PackedExercise, TaskBody, TaskView, UnitPackage } from '#lotse/contract';
import type { Values } from './decimal.js';
import { fillProse, fillText } from './fill-prose.js';
import { valuesFor } from './mark.js';
import type { BodyOf } from './marked.js';
import { seedFor, shuffled } from './random.js';
import { unitShown } from './units.js';

type Body = TaskBody;

/**
 * The task as a learner sees it: values filled in, options and items in an order that depends on `shuffle`
 * alone, words explained. It is built field by field from what may be seen, so nothing of the solution is in it.
 */
export function viewTask(exercise: PackedExercise, unit: Pick<UnitPackage, 'glossary'>, given: { seed: number; shuffle: number }): TaskView {
  const values = valuesFor(exercise, given.seed);
  return {
    exerciseId: exercise.id,
    rev: exercise.rev,
    competence: exercise.competence,
    stem: fillText(exercise.stem, values),
    ...(exercise.hint ? { hint: fillText(exercise.hint, values) } : {}),
    glossary: exercise.glossary.flatMap((id) => unit.glossary.filter((entry) => entry.id === id)),
    body: viewBody(exercise.body, values, given.shuffle),
  };
}

function viewBody(body: PackedExercise['body'], values: Values, shuffle: number): Body {
  switch (body.kind) {
    case 'single-choice':
      return { kind: body.kind, options: viewOptions(body, values, shuffle) };
    case 'multiple-choice':
      return { kind: body.kind, options: viewOptions(body, values, shuffle), pick: body.options.filter((option) => option.correct).length };
    case 'number':
      return { kind: body.kind, ...(body.unit === undefined ? {} : { unit: unitShown(body.unit) }), decimals: body.decimals };
    case 'cloze':
      return { kind: body.kind, text: fillText(body.text, values), gaps: body.gaps.map((gap) => viewGap(gap, shuffle)) };
    case 'order':
      return { kind: body.kind, items: viewItems(body.items, values, shuffle) };
  }
}

type Shown = { id: string; text: PackedExercise['stem']['standard']; textPlain: PackedExercise['stem']['plain'] };

function show(part: Shown, values: Values): Shown {
  return { id: part.id, text: fillProse(part.text, values), textPlain: fillProse(part.textPlain, values) };
}

function viewOptions(body: BodyOf<'single-choice'> | BodyOf<'multiple-choice'>, values: Values, shuffle: number): Shown[] {
  const options = body.options.map((option) => show(option, values));
  return body.shuffle ? shuffled(options, shuffle) : options;
}

function viewGap(gap: BodyOf<'cloze'>['gaps'][number], shuffle: number): Extract<Body, { kind: 'cloze' }>['gaps'][number] {
  if (gap.input !== 'select') return { id: gap.id, input: gap.input };
  return { id: gap.id, input: gap.input, options: shuffled(gap.options ?? [], seedFor(gap.id, shuffle)) };
}

/** Items never come out solved: an order that happens to be right is turned by one. */
function viewItems(items: readonly Shown[], values: Values, shuffle: number): Shown[] {
  const mixed = shuffled(items, shuffle).map((item) => show(item, values));
  const solved = mixed.every((item, index) => item.id === items[index]?.id);
  const [first, ...rest] = mixed;
  return solved && first ? [...rest, first] : mixed;
}
