import type { FactFile } from '#lotse/contract';
import { factsOn } from '../resolve-facts.js';
import type { ContentProblem, Loaded } from '../problem.js';
import { error, warning, type Check } from './world.js';

/** Values of a fact follow each other without overlap; one that has run out is told before an exercise misses it. */
export const checkFacts: Check = (world) =>
  world.tree.facts.flatMap((at) => [...periods(at), ...expired(at, factsOn(world.tree.facts, world.asOf)(at.value.id))]);

function periods(at: Loaded<FactFile>): ContentProblem[] {
  const values = at.value.values.map((value, index) => ({ ...value, index })).sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
  return values.flatMap((value, place) => {
    const path = ['values', value.index, 'validTo'];
    const next = values[place + 1];
    if (value.validTo !== undefined && value.validTo < value.validFrom)
      return [error(at, path, 'fact-period', `validTo ${value.validTo} lies before validFrom ${value.validFrom}; correct one of them`)];
    const overlaps = next !== undefined && (next.validFrom === value.validFrom || (value.validTo !== undefined && value.validTo >= next.validFrom));
    return overlaps ? [error(at, path, 'fact-overlap', `this value and the one from ${next.validFrom} hold on the same day; end this one the day before`)] : [];
  });
}

function expired(at: Loaded<FactFile>, today: { fault: string } | object): ContentProblem[] {
  return 'fault' in today ? [warning(at, ['values'], 'fact-expired', today.fault)] : [];
}
