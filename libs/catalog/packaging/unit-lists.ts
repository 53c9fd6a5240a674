import { SECTIONS, type GroupFile, type Section, type UnitFile } from '#lotse/contract';
import { partId } from './groups.js';
import type { FieldPath, Loaded } from './problem.js';

export interface Listed {
  id: string;
  section: Section;
  /** Where the unit lists it. */
  path: FieldPath;
}

/** What a unit lists, in the order of play; a situation stands for its parts. */
export function exercisesIn(unit: UnitFile, groups: readonly Loaded<GroupFile>[]): Listed[] {
  return listedIn(unit).flatMap((listed) => {
    const group = groups.find((one) => one.value.id === listed.id)?.value;
    return group ? group.parts.map((part) => ({ ...listed, id: partId(group, part) })) : [listed];
  });
}

/** Ids as they stand in the file. */
export function listedIn({ exercises = [], sections = {} as UnitFile['sections'] }: UnitFile): Listed[] {
  const flat = exercises.map((id, index): Listed => ({ id, section: 'block', path: ['exercises', index] }));
  const inSections = SECTIONS.flatMap((section) =>
    (sections?.[section] ?? []).map((id, index): Listed => ({ id, section, path: ['sections', section, index] })),
  );
  return [...flat, ...inSections];
}
