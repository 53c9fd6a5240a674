import { fillLine, fillProse } from '../fill-prose.js';
import type { Values } from '../decimal.js';
import type { Prose } from '#lotse/contract';
import { shuffled } from '../random.js';

interface Shown {
  id: string;
  text: Prose;
  textPlain: Prose;
}
interface Line {
  id: string;
  text: string;
  textPlain: string;
}

/** A part with prose, values filled in and nothing else of it. */
export function showPart(part: Shown, values: Values): Shown {
  return { id: part.id, text: fillProse(part.text, values), textPlain: fillProse(part.textPlain, values) };
}

export function showLine(part: Line, values: Values): Line {
  return { id: part.id, text: fillLine(part.text, values), textPlain: fillLine(part.textPlain, values) };
}

/** Parts that never come out solved: an order that happens to be right is turned by one. */
export function mixed<T extends { id: string }>(parts: readonly T[], shuffle: number): T[] {
  const out = shuffled(parts, shuffle);
  const [first, ...rest] = out;
  return first && out.every((part, index) => part.id === parts[index]?.id) ? [...rest, first] : out;
}
