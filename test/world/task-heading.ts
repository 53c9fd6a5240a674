import { placeOf, type Place, type RunView } from '#lotse/contract';

const WORD: Record<Place['part'], string> = { entry: 'Einstieg', example: 'Beispiel', task: 'Aufgabe' };

/** What stands above a task of a run: "Einstieg 1 von 2", "Aufgabe 3 von 12". */
export function headingOf(run: Pick<RunView, 'tasks'>, index: number): string {
  const { part, number, of } = placeOf(run.tasks, index);
  return `${WORD[part]} ${number} von ${of}`;
}

/** Above any task. */
export const ANY_HEADING = /^(Einstieg|Beispiel|Aufgabe) \d+ von \d+$/;
