import { createHash } from 'node:crypto';
import { daysBetween, germanDay, isHandKind, type ExamSlot, type PackedExercise, type PackedForm, type UnitPackage } from '#lotse/contract';

/** A task that a form was filled with, and what it gives. */
export interface ChosenTask {
  exercise: PackedExercise;
  unitId: string;
  area: string;
  points: number;
}
export interface Choosing {
  seed: number;
  /** When each exercise was last seen, in whatever run. */
  seen: ReadonlyMap<string, Date>;
  now: Date;
}
/** A single task, or a situation with all its parts: they stand together or not at all. */
interface Item {
  id: string;
  unitId: string;
  parts: PackedExercise[];
}

/** What was seen longer ago than this is as good as new. */
const FRESH_DAYS = 14;

/**
 * Fills a form: what was not seen lately first, chance by the seed alone decides among the rest. Each exercise stands once. Null where
 * a slot cannot be filled. Only what is marked by rules and is no worked example can be asked.
 */
export function chooseTasks(form: Pick<PackedForm, 'areas'>, units: ReadonlyMap<string, UnitPackage>, by: Choosing): ChosenTask[] | null {
  const used = new Set<string>();
  const chosen: ChosenTask[] = [];
  for (const area of form.areas) {
    for (const slot of area.slots) {
      const items = fill(slot, inOrder(itemsFor(slot, units, by.now), by), used);
      if (items === null) return null;
      chosen.push(...items.flatMap(({ unitId, parts }) => parts.map((exercise) => ({ exercise, unitId, area: area.id, points: slot.points }))));
    }
  }
  return chosen;
}

/** What a slot can be filled with on a day. */
export function itemsFor(slot: ExamSlot, units: ReadonlyMap<string, UnitPackage>, now: Date): Item[] {
  return slot.units.flatMap((unitId) => {
    const items = new Map<string, Item>();
    for (const exercise of units.get(unitId)?.exercises ?? []) {
      const id = exercise.group?.id ?? exercise.id;
      const item = items.get(id) ?? { id, unitId, parts: [] };
      item.parts.push(exercise);
      items.set(id, item);
    }
    return [...items.values()].filter((item) => isWhole(item) && item.parts.every((exercise) => mayBeAsked(exercise, germanDay(now))));
  });
}

function isWhole({ parts }: Item): boolean {
  const of = parts[0]?.group?.of ?? 1;
  return parts.length === of;
}

function mayBeAsked({ body, section, prefilled, validTo }: PackedExercise, on: string): boolean {
  return section !== 'example' && prefilled === undefined && !isHandKind(body.kind) && (validTo === null || validTo >= on);
}

function fill({ tasks }: ExamSlot, items: readonly Item[], used: Set<string>): Item[] | null {
  const taken: Item[] = [];
  let left = tasks;
  for (const item of items) {
    if (used.has(item.id) || item.parts.length > left) continue;
    used.add(item.id);
    taken.push(item);
    left -= item.parts.length;
  }
  return left === 0 ? taken : null;
}

function inOrder(items: readonly Item[], { seed, seen, now }: Choosing): Item[] {
  const keyed = items.map((item) => ({ item, last: lastSeen(item, seen, now), chance: chance(seed, item.id) }));
  return keyed.sort((a, b) => a.last - b.last || (a.chance < b.chance ? -1 : 1)).map(({ item }) => item);
}

/** 0 where it is as good as new, else when it was seen. */
function lastSeen({ parts }: Item, seen: ReadonlyMap<string, Date>, now: Date): number {
  const times = parts.flatMap(({ id }) => {
    const at = seen.get(id);
    return at && daysBetween(germanDay(at), germanDay(now)) < FRESH_DAYS ? [at.getTime()] : [];
  });
  return Math.max(0, ...times);
}

function chance(seed: number, id: string): string {
  return createHash('sha256').update(`${seed} ${id}`).digest('hex');
}
