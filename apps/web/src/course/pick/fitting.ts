import { foundIn, type PickPage as PickPageSchema } from '#lotse/contract';
import type { output } from 'zod/mini';

export type Pick = output<typeof PickPageSchema>;
export type PickModule = Pick['modules'][number];
export type PickUnit = PickModule['units'][number];
export interface PickItem {
  kind: 'unit' | 'module' | 'room';
  id: string;
}
/** What the list is narrowed to; empty texts and 0 narrow nothing. */
export interface PickWish {
  q: string;
  occupation: string;
  cefr: string;
  minutes: number;
}
export const EVERYTHING: PickWish = { q: '', occupation: '', cefr: '', minutes: 0 };

const LEVELS = ['A1', 'A2', 'B1', 'B2', 'C1', 'C2'];

/** Modules with the units that fit; a module without any is left out. `whole`: all of its units fit. */
export function fitting(modules: readonly PickModule[], wish: PickWish): { module: PickModule; units: PickUnit[]; whole: boolean }[] {
  return modules.flatMap((module) => {
    const units = module.units.filter((unit) => isFitting(unit, module, wish));
    return units.length === 0 ? [] : [{ module, units, whole: units.length === module.units.length }];
  });
}

/** A unit for all occupations fits each; a unit is as hard as the hardest of its tasks, and easier ones fit too. */
function isFitting(unit: PickUnit, module: PickModule, { q, occupation, cefr, minutes }: PickWish): boolean {
  const words = q.split(/\s+/).filter(Boolean);
  const text = [unit.title, module.title, ...unit.goals, ...unit.occupations].join(' ');
  const fitsLevel = cefr === '' || unit.cefr === null || LEVELS.indexOf(unit.cefr) <= LEVELS.indexOf(cefr);
  const fitsOccupation = occupation === '' || unit.occupations.length === 0 || unit.occupations.includes(occupation);
  return words.every((word) => foundIn(text, word)) && fitsLevel && fitsOccupation && (minutes === 0 || unit.minutes <= minutes);
}

/** What the filters offer: only what occurs. */
export function offered(modules: readonly PickModule[]): { occupations: string[]; levels: string[]; minutes: number[] } {
  const units = modules.flatMap((module) => module.units);
  const longest = Math.max(0, ...units.map((unit) => unit.minutes));
  const shortest = Math.min(...units.map((unit) => unit.minutes));
  return {
    occupations: [...new Set(units.flatMap((unit) => unit.occupations))].sort(new Intl.Collator('de').compare),
    levels: LEVELS.filter((level) => units.some((unit) => unit.cefr === level)),
    minutes: [5, 10, 15, 20, 30, 45].filter((minutes) => minutes >= shortest && minutes < longest),
  };
}

export function isChosen(items: readonly PickItem[], item: PickItem): boolean {
  return items.some((one) => one.kind === item.kind && one.id === item.id);
}

/** Adds or takes away; where only one is taken, it replaces. */
export function toggled(items: readonly PickItem[], item: PickItem, several: boolean): PickItem[] {
  if (isChosen(items, item)) return items.filter((one) => one.kind !== item.kind || one.id !== item.id);
  return several ? [...items, item] : [item];
}
