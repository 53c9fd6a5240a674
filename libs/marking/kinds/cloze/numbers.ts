import type { Text2 } from '#lotse/contract';
import { foldWords } from '../../compare-words.js';
import { formatNumber } from '../../format-number.js';
import { parseNumber, type NumberReading } from '../../parse-number.js';
import { askMeaning } from '../../phrases.js';
import { unitName } from '../../units.js';
import type { Around } from './extra-words.js';

type Read = Extract<NumberReading, { read: true }>;
/** Whether a text of the file is the number that was typed. `ask`: "1.234" may be 1234 or 1,234, and one of the two is meant. */
export interface TypedNumber {
  is: (text: string) => boolean;
  ask: (text: string) => Text2 | null;
}

/**
 * Pure. A number in a gap is the same number however it is written: "75", "75,00", "75.00", "75€", "75 Euro", "075". Null where what was
 * typed is no number, or has a unit that neither the answers nor the words beside the gap have.
 */
export function typedNumber(typed: string, answers: readonly string[], { before, after }: Around): TypedNumber | null {
  if (!/\d|[٠-٩]/.test(typed)) return null;
  const read = readNumber(typed);
  // a word that stands behind the gap and was typed, too: the number is looked at without it, and that is said
  if (!read || (typed.includes(' ') && after.has(foldWords(typed.split(' ').at(-1) ?? '')))) return null;
  const units = [...answers.flatMap((answer) => readNumber(answer)?.unit ?? []), ...[...before, ...after].map(unitName)];
  if (read.unit !== null && !units.includes(read.unit)) return null;
  const fits = (text: string, value: Read['value'] | null): boolean => value !== null && (readNumber(text)?.value.eq(value) ?? false);
  return {
    is: (text) => fits(text, read.value),
    ask: (text) => (read.other !== null && fits(text, read.other) ? askMeaning(formatNumber(read.other)) : null),
  };
}

function readNumber(text: string): Read | null {
  const reading = parseNumber(text);
  return reading.read ? reading : null;
}
