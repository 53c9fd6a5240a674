import type { TaskFileOf } from '#lotse/contract';
import { error } from '../check/world.js';
import type { ContentProblem, Loaded } from '../problem.js';
import type { ProsePen } from '../prose-pen.js';
import { packLine, packPart, type KindBuild } from './kind-build.js';

type Rubric = NonNullable<TaskFileOf<'open'>['rubric']>;

/** Where an open task names no criteria, its points are the measure. */
const BY_POINTS: Rubric = [
  { id: 'inhalt', title: 'Inhalt', levels: ['kein Punkt', 'weniger als die Hälfte der Punkte', 'mindestens die Hälfte der Punkte', 'alle Punkte'] },
];

/** An answer in sentences. */
export const open: KindBuild<'open'> = {
  pack: (file, pen) => ({
    kind: 'open',
    points: file.points.map((point, index) => ({ ...packPart(point, ['points', index], pen), keywords: point.keywords ?? [] })),
    rubric: packRubric(file.rubric ?? BY_POINTS, pen),
    model: packModel(file, pen),
  }),
  check: (at) => sameIds(at, at.value.rubric ?? []),
  parts: (file) => ({ field: 'points', parts: file.points }),
  formulas: () => [],
};

/** A mail, a note, a report, a letter. */
export const writing: KindBuild<'writing'> = {
  pack: (file, pen) => ({
    kind: 'writing',
    form: file.form,
    words: file.words,
    points: file.points.map((point, index) => packLine(point, ['points', index], pen)),
    phrases: (file.phrases ?? []).map((phrase, index) => pen.line(['phrases', index], phrase)),
    rubric: packRubric(file.rubric, pen),
    model: packModel(file, pen),
  }),
  check: (at) => [...sameIds(at, at.value.rubric), ...wordOrder(at)],
  parts: (file) => ({ field: 'points', parts: file.points }),
  formulas: () => [],
};

/** Something to be said. */
export const recording: KindBuild<'recording'> = {
  pack: (file, pen) => ({
    kind: 'recording',
    seconds: file.seconds,
    points: file.points.map((point, index) => packLine(point, ['points', index], pen)),
    rubric: packRubric(file.rubric, pen),
    model: packModel(file, pen),
  }),
  check: (at) => sameIds(at, at.value.rubric),
  parts: (file) => ({ field: 'points', parts: file.points }),
  formulas: () => [],
};

function packRubric(rubric: Rubric, pen: ProsePen) {
  return rubric.map((one, index) => ({
    id: one.id,
    title: pen.line(['rubric', index, 'title'], one.title),
    levels: one.levels.map((level) => pen.line(['rubric', index, 'levels'], level)),
  }));
}

function packModel({ model, modelPlain }: { model: string; modelPlain?: string | undefined }, pen: ProsePen) {
  return pen.text(['model'], model, modelPlain ?? model);
}

function sameIds(at: Loaded<TaskFileOf<'open' | 'writing' | 'recording'>>, rubric: Rubric): ContentProblem[] {
  const ids = rubric.map((one) => one.id);
  return ids.flatMap((id, index) =>
    ids.indexOf(id) === index ? [] : [error(at, ['rubric', index, 'id'], 'id-twice', `the id "${id}" stands twice in "rubric"; give each its own`)],
  );
}

function wordOrder(at: Loaded<TaskFileOf<'writing'>>): ContentProblem[] {
  const [least, most] = at.value.words;
  return least <= most ? [] : [error(at, ['words'], 'words-order', `at least ${least} and at most ${most} words do not fit; write [least, most]`)];
}
