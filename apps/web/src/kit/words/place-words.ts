import type { Place as PlaceSchema } from '#lotse/contract';
import type { output } from 'zod/mini';
import { m } from '../../paraglide/messages.js';

type Place = output<typeof PlaceSchema>;

const NAME: Record<Place['part'], (at: { number: number }) => string> = { entry: m.entry_number, example: m.example_number, task: m.task_number };
const NAME_OF: Record<Place['part'], (at: { number: number; total: number }) => string> = { entry: m.entry_of, example: m.example_of, task: m.task_of };

/** "Aufgabe 3", "Beispiel 1". */
export function sayPlace({ part, number }: Place): string {
  return NAME[part]({ number });
}

/** "Aufgabe 3 von 12", "Beispiel 1 von 3". */
export function sayPlaceOf({ part, number, of }: Place): string {
  return NAME_OF[part]({ number, total: of });
}
