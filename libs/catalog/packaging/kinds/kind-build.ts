import type { PackedBody, TaskFileOf, TaskKind, Text2 } from '#lotse/contract';
import type { ContentProblem, FieldPath, Loaded } from '../problem.js';
import type { ProsePen } from '../prose-pen.js';

/** An expression of a file: where it stands, and the names it may use beside those of the family. */
export interface FormulaAt {
  path: FieldPath;
  text: string;
  names?: readonly string[];
}

/** How files of one kind become packages. `kinds/index.ts` has one for each kind. */
export interface KindBuild<K extends TaskKind> {
  /** The part of an exercise that its kind decides. Missing optional fields get their defaults here. */
  pack(file: TaskFileOf<K>, pen: ProsePen): Extract<PackedBody, { kind: K }>;
  /** What is wrong with the fields of the kind, beyond the schema. */
  check(at: Loaded<TaskFileOf<K>>): ContentProblem[];
  /** The list whose parts need ids of their own. */
  parts(file: TaskFileOf<K>): { field: string; parts: readonly { id: string }[] };
  formulas(file: TaskFileOf<K>): FormulaAt[];
}

export function packPart(
  part: { id: string; text: string; textPlain: string },
  path: FieldPath,
  pen: ProsePen,
): { id: string; text: Text2['standard']; textPlain: Text2['plain'] } {
  const text = pen.text([...path, 'text'], part.text, part.textPlain);
  return { id: part.id, text: text.standard, textPlain: text.plain };
}

export function packLine(
  part: { id: string; text: string; textPlain?: string | undefined },
  path: FieldPath,
  pen: ProsePen,
): { id: string; text: string; textPlain: string } {
  return {
    id: part.id,
    text: pen.line([...path, 'text'], part.text),
    textPlain: part.textPlain === undefined ? part.text : pen.line([...path, 'textPlain'], part.textPlain),
  };
}

type Said = { say: string; sayPlain: string; misconception?: string | undefined };

/** Known mistakes: `rest` is what the kind compares with. */
export function packMistakes<M extends Said, R>(
  mistakes: readonly M[] | undefined,
  rest: (mistake: M) => R,
  pen: ProsePen,
  above: FieldPath = [],
): (R & { say: Text2; misconception?: string })[] {
  return (mistakes ?? []).map((mistake, index) => ({
    ...rest(mistake),
    say: pen.text([...above, 'mistakes', index, 'say'], mistake.say, mistake.sayPlain),
    ...tagOf(mistake),
  }));
}

export function packReason(
  part: { feedback?: string | undefined; feedbackPlain?: string | undefined; misconception?: string | undefined },
  path: FieldPath,
  pen: ProsePen,
): { feedback: Text2 | null; misconception?: string } {
  const { feedback, feedbackPlain } = part;
  const said = feedback === undefined || feedbackPlain === undefined ? null : pen.text([...path, 'feedback'], feedback, feedbackPlain);
  return { feedback: said, ...tagOf(part) };
}

function tagOf({ misconception }: { misconception?: string | undefined }): { misconception?: string } {
  return misconception === undefined ? {} : { misconception };
}

/** Conditions by which parts are right. */
export function truths(field: string, parts: readonly { correct?: boolean | string | undefined }[]): FormulaAt[] {
  return parts.flatMap((part, index) => (typeof part.correct === 'string' ? [{ path: [field, index, 'correct'], text: part.correct }] : []));
}

/** Conditions of known mistakes; `x` is what was entered. */
export function whens(mistakes: readonly { when?: string | undefined }[] | undefined, names: readonly string[], above: FieldPath = []): FormulaAt[] {
  return (mistakes ?? []).flatMap(({ when }, index) => (when === undefined ? [] : [{ path: [...above, 'mistakes', index, 'when'], text: when, names }]));
}
