import type { ExerciseFile, PackedBody, Text2 } from '#lotse/contract';
import type { FieldPath } from './problem.js';
import type { ProsePen } from './prose-pen.js';

type FileOf<K extends ExerciseFile['kind']> = Extract<ExerciseFile, { kind: K }>;

/** The part of an exercise that its kind decides. Missing optional fields get their defaults here. */
export function packBody(file: ExerciseFile, pen: ProsePen): PackedBody {
  switch (file.kind) {
    case 'single-choice':
    case 'multiple-choice':
      return { kind: file.kind, options: packOptions(file, pen), shuffle: file.shuffle ?? true };
    case 'number':
      return packNumber(file, pen);
    case 'cloze':
      return packCloze(file, pen);
    case 'order':
      return {
        kind: 'order',
        items: file.items.map((item, index) => packPart(item, ['items', index], pen)),
        mistakes: (file.mistakes ?? []).map((one, index) => ({ before: one.before, after: one.after, say: packSay(one, index, pen) })),
      };
  }
}

function packPart(
  part: { id: string; text: string; textPlain: string },
  path: FieldPath,
  pen: ProsePen,
): { id: string; text: Text2['standard']; textPlain: Text2['plain'] } {
  const text = pen.text([...path, 'text'], part.text, part.textPlain);
  return { id: part.id, text: text.standard, textPlain: text.plain };
}

function packSay(one: { say: string; sayPlain: string }, index: number, pen: ProsePen, above: FieldPath = []): Text2 {
  return pen.text([...above, 'mistakes', index, 'say'], one.say, one.sayPlain);
}

function packReason(part: { feedback?: string | undefined; feedbackPlain?: string | undefined }, path: FieldPath, pen: ProsePen): Text2 | null {
  if (part.feedback === undefined || part.feedbackPlain === undefined) return null;
  return pen.text([...path, 'feedback'], part.feedback, part.feedbackPlain);
}

type PackedOptions = Extract<PackedBody, { kind: 'single-choice' }>['options'];

function packOptions(file: FileOf<'single-choice'> | FileOf<'multiple-choice'>, pen: ProsePen): PackedOptions {
  return file.options.map((option, index) => ({
    ...packPart(option, ['options', index], pen),
    correct: option.correct ?? false,
    feedback: packReason(option, ['options', index], pen),
    ...(option.misconception === undefined ? {} : { misconception: option.misconception }),
  }));
}

function packNumber(file: FileOf<'number'>, pen: ProsePen): PackedBody {
  return {
    kind: 'number',
    answer: String(file.answer),
    ...(file.unit === undefined ? {} : { unit: file.unit }),
    decimals: file.decimals,
    tolerance: file.tolerance ?? { mode: 'exact' },
    params: file.params ?? {},
    derive: Object.fromEntries(Object.entries(file.derive ?? {}).map(([name, rule]) => [name, String(rule)])),
    ...(file.require === undefined ? {} : { require: file.require }),
    seeds: file.seeds ?? [],
    mistakes: (file.mistakes ?? []).map((one, index) => ({ when: one.when, say: packSay(one, index, pen) })),
  };
}

function packCloze(file: FileOf<'cloze'>, pen: ProsePen): PackedBody {
  return {
    kind: 'cloze',
    text: pen.text(['text'], file.text, file.textPlain, { gaps: true }),
    gaps: file.gaps.map((gap, index) => ({
      id: gap.id,
      input: gap.input,
      match: gap.match,
      answers: gap.answers,
      ...(gap.options === undefined ? {} : { options: gap.options }),
      feedback: packReason(gap, ['gaps', index], pen),
      mistakes: (gap.mistakes ?? []).map((one, at) => ({ answer: one.answer, say: packSay(one, at, pen, ['gaps', index]) })),
    })),
  };
}
