import type { GroupFile, PartFile, TaskFile } from '#lotse/contract';
import type { FieldPath, Loaded } from './problem.js';

/**
 * Takes the parts out of a situation or of something heard: each becomes a task of its own with the id `<situation>.<part>`, which takes from
 * the situation what it does not say itself. Faults are still found at the line of the part or, for what is shared, of the situation.
 */
export function partsOfGroup(group: Loaded<GroupFile>): Loaded<TaskFile>[] {
  const { parts } = group.value;
  return parts.map((part, index) => ({
    file: group.file,
    value: taskOf(group.value, part, index),
    line: (path) => group.line(pathIn(part, index, path)),
  }));
}

/** As often as an exam plays it. */
const PLAYS = 2;

export const partId = (group: { id: string }, part: { id: string }): string => `${group.id}.${part.id}`;

function taskOf(group: GroupFile, part: PartFile, index: number): TaskFile {
  const { kind: _, parts, stem, stemPlain, sources, ...more } = group;
  const { audio, plays, ...shared } = 'audio' in more ? more : { ...more, audio: undefined, plays: undefined };
  const said = [...(sources ?? []), ...(part.sources ?? [])];
  return {
    ...shared,
    ...part,
    id: partId(group, part),
    competence: part.competence ?? group.competence,
    difficulty: part.difficulty ?? group.difficulty,
    ...(said.length > 0 ? { sources: said } : {}),
    group: { id: group.id, part: index + 1, of: parts.length, stem, plain: stemPlain, ...(audio ? { audio, plays: plays ?? PLAYS } : {}) },
  };
}

function pathIn(part: PartFile, index: number, path: FieldPath): FieldPath {
  const [field] = path;
  return field !== undefined && Object.hasOwn(part, field) ? ['parts', index, ...path] : path.length === 0 ? ['parts', index] : path;
}
