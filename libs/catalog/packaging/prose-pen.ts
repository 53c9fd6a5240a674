import type { Audio, Prose, SourceNote, Spoken, TaskFile, Text2 } from '#lotse/contract';
import { AUDIO_FOLDERS, audioName } from './audio-name.js';
import { parseProse } from './parse-prose.js';
import { problemAt, type ContentProblem, type FieldPath, type Loaded } from './problem.js';
import { inlinesOf, type SourceBlock } from './prose-source.js';
import { resolveFacts, type FactLookUp } from './resolve-facts.js';

/** What the prose of one exercise may refer to. */
export interface ProseWorld {
  terms: ReadonlySet<string>;
  facts: FactLookUp;
  /** Names of audio files, each with its folder. */
  audio: ReadonlySet<string>;
}

/** Turns an exercise's texts into Prose and remembers what they used and what is wrong with them. */
export interface ProsePen {
  text(path: FieldPath, standard: string, plain: string, how?: { gaps: boolean }): Text2;
  one(path: FieldPath, text: string, how?: { gaps: boolean }): Prose;
  /** A line without prose signs: it may hold `{{p:name}}` and nothing else in double braces. */
  line(path: FieldPath, text: string): string;
  /** The file in which these lines are read. */
  audio(path: FieldPath, lines: readonly Spoken[]): Audio;
  problems: ContentProblem[];
  terms: Set<string>;
  validTo: string | null;
  sources: SourceNote[];
}

/** What gives a text the names of its values. */
type Named = Pick<TaskFile, 'params' | 'cases' | 'derive'>;

/** `path` of `text()` is the standard field; the plain one is called the same with "Plain" behind it. */
export function proseFor(exercise: Loaded<Named>, world: ProseWorld): ProsePen {
  const names = namesOf(exercise.value);
  const line = (path: FieldPath, source: string): string =>
    checkedLine(source, names, (message) => pen.problems.push(problemAt(exercise, path, { code: 'prose', message })));
  const audio = (path: FieldPath, lines: readonly Spoken[]): Audio =>
    audioIn(world, lines, (message) => pen.problems.push(problemAt(exercise, path, { code: 'audio-missing', message })));
  const pen: ProsePen = { text, one, line, audio, problems: [], terms: new Set(), validTo: null, sources: [] };

  function one(path: FieldPath, source: string, how = { gaps: false }): Prose {
    const { prose, faults } = parseProse(source);
    for (const message of [...faults, ...references(prose, how.gaps)]) pen.problems.push(problemAt(exercise, path, { code: 'prose', message }));
    return resolveFacts(prose, world.facts);
  }

  function text(path: FieldPath, standard: string, plain: string, how = { gaps: false }): Text2 {
    const plainPath = [...path.slice(0, -1), `${String(path.at(-1))}Plain`];
    return { standard: one(path, standard, how), plain: one(plainPath, plain, how) };
  }

  function references(prose: readonly SourceBlock[], gaps: boolean): string[] {
    return inlinesOf(prose).flatMap((inline) => {
      if (typeof inline === 'string') return [];
      if ('gap' in inline) return gaps ? [] : ['{{gap:…}} may only stand in "text" and "textPlain" of a cloze or in a line of an ending'];
      if ('spot' in inline) return gaps ? [] : ['{{spot:…}} may only stand in "text" and "textPlain" of a hot-text'];
      if ('p' in inline) return names.includes(inline.p) ? [] : [`{{p:${inline.p}}} is neither in "params", "cases" nor "derive"`];
      if ('term' in inline) return useTerm(inline.term);
      return 'fact' in inline ? useFact(inline.fact) : [];
    });
  }

  function useTerm(term: string): string[] {
    pen.terms.add(term);
    return world.terms.has(term) ? [] : [`the word "${term}" is not in the glossary; add it to a file in glossary/ or correct the id`];
  }

  function useFact(id: string): string[] {
    const fact = world.facts(id);
    if ('fault' in fact) return [fact.fault];
    if (fact.validTo !== null && (pen.validTo === null || fact.validTo < pen.validTo)) pen.validTo = fact.validTo;
    pen.sources.push(fact.source);
    return [];
  }
  return pen;
}

/** The file of what is spoken, recorded by people where there is one. */
function audioIn(world: ProseWorld, lines: readonly Spoken[], fault: (message: string) => void): Audio {
  const name = audioName(lines);
  const folder = AUDIO_FOLDERS.find((one) => world.audio.has(`${one}/${name}`));
  if (folder === undefined) fault('nothing is to be heard yet; make it with "npm run content audio"');
  return { file: `${folder ?? 'computer'}/${name}`, computer: folder !== 'people' };
}

/** Names of values a task may use in its texts. */
export function namesOf(file: Named): string[] {
  return [...Object.keys(file.params ?? {}), ...Object.keys(file.cases?.[0] ?? {}), ...Object.keys(file.derive ?? {})];
}

/** A line holds the values of its task and no other braces. */
function checkedLine(source: string, names: readonly string[], fault: (message: string) => void): string {
  for (const [found, name] of source.matchAll(/\{\{(?:p:([a-z0-9_]+)(?:\|eur)?\}\})?/g)) {
    const known = name !== undefined && names.includes(name);
    if (!known) fault(`"${found}" in "${source}": a line may hold {{p:name}} with a name of "params", "cases" or "derive"`);
  }
  return source;
}
