import { error, type FileOf } from '../check/world.js';
import type { ContentProblem, FieldPath, Loaded } from '../problem.js';
import { namesOf, type ProsePen } from '../prose-pen.js';
import { packMistakes, whens, type FormulaAt, type KindBuild } from './kind-build.js';

type Entry = FileOf<'number-steps'>['steps'][number] | FileOf<'calculation'>['rows'][number];

export const numberSteps: KindBuild<'number-steps'> = {
  pack: (file, pen) => ({ kind: 'number-steps', steps: file.steps.map((step, index) => packStep(step, ['steps', index], pen)) }),
  check: (at) => names(at, 'steps', at.value.steps),
  parts: (file) => ({ field: 'steps', parts: file.steps }),
  formulas: (file) => formulas('steps', file.steps),
};

export const calculation: KindBuild<'calculation'> = {
  pack: (file, pen) => ({
    kind: 'calculation',
    rows: file.rows.map((row, index) => ({ ...packStep(row, ['rows', index], pen), given: row.given !== undefined, sum: row.sum ?? false })),
  }),
  check: (at) => [...names(at, 'rows', at.value.rows), ...eitherOr(at)],
  parts: (file) => ({ field: 'rows', parts: file.rows }),
  formulas: (file) => formulas('rows', file.rows),
};

const formulaOf = (entry: Entry): string => String(('given' in entry ? entry.given : undefined) ?? entry.answer ?? 0);

function packStep(entry: Entry, path: FieldPath, pen: ProsePen) {
  return {
    id: entry.id,
    label: pen.line([...path, 'label'], entry.label),
    labelPlain: pen.line([...path, 'labelPlain'], entry.labelPlain ?? entry.label),
    ...(entry.unit === undefined ? {} : { unit: entry.unit }),
    decimals: entry.decimals,
    answer: formulaOf(entry),
    tolerance: entry.tolerance ?? ({ mode: 'exact' } as const),
    mistakes: packMistakes(entry.mistakes, ({ when }) => ({ when }), pen, path),
  };
}

/** A formula may use the steps before it. */
function formulas(field: string, entries: readonly Entry[]): FormulaAt[] {
  return entries.flatMap((entry, index) => {
    const before = entries.slice(0, index).map((one) => one.id);
    const where = 'given' in entry && entry.given !== undefined ? 'given' : 'answer';
    return [{ path: [field, index, where], text: formulaOf(entry), names: before }, ...whens(entry.mistakes, [...before, 'x'], [field, index])];
  });
}

function names(at: Loaded<FileOf<'number-steps'> | FileOf<'calculation'>>, field: string, entries: readonly Entry[]): ContentProblem[] {
  const family = namesOf(at.value);
  return entries.flatMap((entry, index) =>
    family.includes(entry.id) || entry.id === 'x'
      ? [error(at, [field, index, 'id'], 'bad-name', `"${entry.id}" is also a value of the family; rename one`)]
      : [],
  );
}

function eitherOr(at: Loaded<FileOf<'calculation'>>): ContentProblem[] {
  const { rows } = at.value;
  const faults = rows.flatMap((row, index) =>
    (row.given === undefined) === (row.answer === undefined) ? [error(at, ['rows', index], 'row-form', 'a row has either "given" or "answer"')] : [],
  );
  return [...faults, ...(rows.some((row) => row.answer !== undefined) ? [] : [error(at, ['rows'], 'row-form', 'at least one row needs an "answer"')])];
}
