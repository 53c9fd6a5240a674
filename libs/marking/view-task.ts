import type { PackedExercise, TaskView, UnitPackage } from '#lotse/contract';
import type { Mode } from './marked.js';
import type { Values } from './decimal.js';
import { valuesFor } from './draw-params.js';
import { fillLine, fillProse, fillText } from './fill-prose.js';
import { rulesOf } from './kinds/index.js';
import { prefill } from './prefill.js';

/**
 * The task as a learner sees it: values filled in, options and items in an order that depends on `shuffle`
 * alone, words explained. It is built field by field from what may be seen, so nothing of the solution is in it,
 * apart from what a worked example shows on purpose. In an exam there is no help: no hint, no words, no example.
 */
export function viewTask(exercise: PackedExercise, unit: Pick<UnitPackage, 'glossary'>, given: { seed: number; shuffle: number; mode?: Mode }): TaskView {
  const { body, group } = exercise;
  const values = valuesFor(exercise, given.seed);
  const exam = given.mode === 'exam';
  const prefilled = exam ? null : prefill(exercise, given.seed);
  return {
    exerciseId: exercise.id,
    rev: exercise.rev,
    competence: exercise.competence,
    stem: fillText(exercise.stem, values),
    ...(exercise.hint && !exam ? { hint: fillText(exercise.hint, values) } : {}),
    glossary: exam ? [] : exercise.glossary.flatMap((id) => unit.glossary.filter((entry) => entry.id === id)),
    body: rulesOf(body).view(body, values, given.shuffle),
    ...(group ? { group: viewGroup(group, values) } : {}),
    ...(exercise.documents ? { documents: exercise.documents.map((document) => viewDocument(document, values)) } : {}),
    ...(prefilled ? { prefilled } : {}),
    ...(exam ? { exam } : {}),
  };
}

/** Without what was said in the audio. */
function viewGroup({ id, part, of, stem, audio }: NonNullable<PackedExercise['group']>, values: Values): NonNullable<TaskView['group']> {
  return { id, part, of, stem: fillText(stem, values), ...(audio ? { audio } : {}) };
}

type Document = NonNullable<TaskView['documents']>[number];

function viewDocument({ title, text, textPlain }: Document, values: Values): Document {
  return { title: fillLine(title, values), text: fillProse(text, values), textPlain: fillProse(textPlain, values) };
}
