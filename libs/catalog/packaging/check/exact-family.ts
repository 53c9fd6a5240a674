import type { Family } from '#lotse/contract';
import { drawParams } from '#lotse/marking';
import { exactValue, fromDigits, toDigits, type Fraction, type NameLookUp } from './exact.js';

/** Values of a family by the second way, from the drawn parameters alone: derived values are worked out anew. `more`: results named by a task. */
export function exactNames(family: Family, seed: number, more: ReadonlyMap<string, Fraction> = new Map()): NameLookUp {
  const known = new Map<string, Fraction>(
    Object.entries(drawParams(family, seed)).flatMap(([name, value]) =>
      typeof value === 'string' || Object.hasOwn(family.derive, name) ? [] : [[name, fromDigits(value.toFixed())]],
    ),
  );
  const look: NameLookUp = (name) => {
    const value = more.get(name) ?? known.get(name) ?? exactValue(family.derive[name] ?? '', look);
    if (!more.has(name)) known.set(name, value);
    return value;
  };
  return look;
}

export function exactDigits({ answer, decimals }: { answer: string; decimals: number }, look: NameLookUp): string {
  return toDigits(exactValue(answer, look), decimals).replace(/^-(?=[0.]+$)/, '');
}
