import type { Family, PackedExercise, SourceNote, Spoken, TaskFile, TaskFileGroup, Text2 } from '#lotse/contract';
import { packBody } from './kinds/index.js';
import { withSigns } from './signed-fields.js';
import { problemAt, type ContentProblem, type Loaded } from './problem.js';
import { proseFor, type ProsePen, type ProseWorld } from './prose-pen.js';

/** One exercise compiled, or the problems that keep it out of the packages. */
export function packExercise(exercise: Loaded<TaskFile>, world: ProseWorld): { packed: PackedExercise } | { problems: ContentProblem[] } {
  const file = exercise.value;
  const pen = proseFor(exercise, world);
  const stem = pen.text(['stem'], file.stem, file.stemPlain);
  const hint = file.hint === undefined || file.hintPlain === undefined ? undefined : pen.text(['hint'], file.hint, file.hintPlain);
  const feedback = {
    right: pen.text(['feedback', 'right'], file.feedback.right, file.feedback.rightPlain),
    wrong: pen.text(['feedback', 'wrong'], file.feedback.wrong, file.feedback.wrongPlain),
  };
  const explanation = pen.text(['explanation'], file.explanation, file.explanationPlain);
  const body = packBody(file, pen);
  const shared = packShared(file, pen);
  const terms = [...new Set([...(file.glossary ?? []), ...pen.terms])];
  const problems = [...pen.problems, ...unknownTerms(exercise, world), ...halfHint(exercise)];
  if (problems.length > 0) return { problems };
  return {
    packed: withSigns({
      id: file.id,
      rev: file.rev,
      competence: file.competence,
      difficulty: file.difficulty,
      ...(file.operator === undefined ? {} : { operator: file.operator }),
      stem,
      ...(hint === undefined ? {} : { hint }),
      glossary: terms,
      feedback,
      explanation,
      sources: viewSources([...(file.sources ?? []), ...pen.sources]),
      validTo: pen.validTo,
      body,
      ...shared,
    }),
  };
}

/** What not every task has: a family, documents, the situation it belongs to, the prefilled parts of a worked example. */
function packShared(file: TaskFile, pen: ProsePen): Pick<PackedExercise, 'family' | 'documents' | 'group' | 'prefilled'> {
  const family = packFamily(file);
  const { group, documents } = file;
  return {
    ...(family ? { family } : {}),
    ...(documents === undefined
      ? {}
      : {
          documents: documents.map((document, index) => {
            const text = pen.text(['documents', index, 'text'], document.text, document.textPlain ?? document.text);
            return { title: pen.line(['documents', index, 'title'], document.title), text: text.standard, textPlain: text.plain };
          }),
        }),
    ...(group === undefined ? {} : { group: packGroup(group, pen) }),
    ...(file.prefilled === undefined ? {} : { prefilled: file.prefilled }),
  };
}

function packGroup({ id, part, of, stem, plain, audio, plays = 1 }: TaskFileGroup, pen: ProsePen): NonNullable<PackedExercise['group']> {
  const shown = { id, part, of, stem: pen.text(['stem'], stem, plain) };
  if (audio === undefined) return shown;
  const heard = { ...pen.audio(['audio'], audio), plays };
  return part < of ? { ...shown, audio: heard } : { ...shown, audio: heard, transcript: transcriptOf(audio) };
}

/** What was said, line by line. */
function transcriptOf(audio: readonly Spoken[]): Text2 {
  const prose = [{ para: [{ b: ['Das hast du gehört:'] }] }, ...audio.map(({ text }) => ({ para: [`– ${text}`] }))];
  return { standard: prose, plain: prose };
}

/** Without `seeds` the cases of a family are its seeds: the first row is seed 1. */
function packFamily({ params, cases, derive, require, seeds }: TaskFile): Family | null {
  if (params === undefined && cases === undefined && derive === undefined) return null;
  return {
    params: params ?? {},
    ...(cases === undefined ? {} : { cases }),
    derive: Object.fromEntries(Object.entries(derive ?? {}).map(([name, rule]) => [name, String(rule)])),
    ...(require === undefined ? {} : { require }),
    seeds: seeds ?? (cases ?? []).map((_, index) => index + 1),
  };
}

function unknownTerms(exercise: Loaded<TaskFile>, world: ProseWorld): ContentProblem[] {
  return (exercise.value.glossary ?? []).flatMap((term, index) =>
    world.terms.has(term)
      ? []
      : [
          problemAt(exercise, ['glossary', index], {
            code: 'unknown-term',
            message: `the word "${term}" is not in the glossary; add it to a file in glossary/ or take it out here`,
          }),
        ],
  );
}

function halfHint(exercise: Loaded<TaskFile>): ContentProblem[] {
  const { hint, hintPlain } = exercise.value;
  if ((hint === undefined) === (hintPlain === undefined)) return [];
  const [there, missing] = hint === undefined ? ['hintPlain', 'hint'] : ['hint', 'hintPlain'];
  return [problemAt(exercise, [there], { code: 'hint-one-level', message: `"${missing}" is missing; a hint needs both levels` })];
}

/** "BBiG § 20"; a text that nobody could read yet says so. Each source once. */
function viewSources(sources: readonly SourceNote[]): PackedExercise['sources'] {
  const views = sources.map((source) => ({ label: `${source.law} ${source.section}${source.checked ? '' : ' (noch nicht geprüft)'}`, asOf: source.asOf }));
  return views.filter((view, index) => views.findIndex((other) => other.label === view.label) === index);
}
