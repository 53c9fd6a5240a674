import { formatNumber } from '#lotse/marking';
import type { FactFile, Inline, Prose, SourceNote } from '#lotse/contract';
import type { Loaded } from './problem.js';
import type { SourceBlock, SourceInline } from './prose-source.js';

/** A fact's value on one day, as shown, with the end of its validity and its source. */
export interface FactOnDay {
  text: string;
  validTo: string | null;
  source: SourceNote;
}
export type FactLookUp = (id: string) => FactOnDay | { fault: string };

/** Looks facts up on one day (YYYY-MM-DD). Values without `validTo` hold until the next one begins. */
export function factsOn(facts: readonly Loaded<FactFile>[], day: string): FactLookUp {
  return (id) => {
    const fact = facts.find((candidate) => candidate.value.id === id)?.value;
    if (!fact) return { fault: `there is no fact "${id}"; add facts/${id}.yaml or correct the name` };
    const values = [...fact.values].sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
    const index = values.findLastIndex((value) => value.validFrom <= day);
    const value = values[index];
    if (!value || (value.validTo !== undefined && value.validTo < day)) {
      return { fault: `the fact "${id}" has no value on ${day}; look the new value up and add it with its source` };
    }
    const next = values[index + 1];
    return { text: shown(value.value, fact.unit), validTo: value.validTo ?? (next ? dayBefore(next.validFrom) : null), source: value.source };
  };
}

function shown(value: number | string, unit: string | undefined): string {
  if (typeof value === 'number') return formatNumber(value, unit === undefined ? {} : { unit });
  return unit === undefined ? value : `${value} ${unit}`;
}

function dayBefore(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - 1);
  return date.toISOString().slice(0, 10);
}

/** Prose with every fact put in its place; a fact that cannot be had must have been reported before. */
export function resolveFacts(blocks: readonly SourceBlock[], look: FactLookUp): Prose {
  const line = (inlines: readonly SourceInline[]): Inline[] => joined(inlines.map((inline) => resolve(inline, look)));
  return blocks.map((block) => {
    if ('para' in block) return { para: line(block.para) };
    if ('ul' in block) return { ul: block.ul.map(line) };
    if ('ol' in block) return { ol: block.ol.map(line) };
    return { table: { head: block.table.head.map(line), rows: block.table.rows.map((row) => row.map(line)) } };
  });
}

function resolve(inline: SourceInline, look: FactLookUp): Inline {
  if (typeof inline === 'string') return inline;
  if ('b' in inline) return { b: joined(inline.b.map((inner) => resolve(inner, look))) };
  if ('i' in inline) return { i: joined(inline.i.map((inner) => resolve(inner, look))) };
  if ('spot' in inline) return { gap: inline.spot };
  if (!('fact' in inline)) return inline;
  const found = look(inline.fact);
  return 'fault' in found ? '?' : found.text;
}

function joined(inlines: readonly Inline[]): Inline[] {
  const out: Inline[] = [];
  for (const inline of inlines) {
    const last = out.at(-1);
    if (typeof inline === 'string' && typeof last === 'string') out[out.length - 1] = last + inline;
    else out.push(inline);
  }
  return out;
}
