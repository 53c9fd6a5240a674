import type { Inline, Text2 } from '#lotse/contract';
import { say } from './phrases.js';

/** What Lotse itself says about the parts of an answer: lines of a matching, steps, rows, words. */
export const NOTHING_MATCHED = say('Du hast noch nichts zugeordnet. Wähle in jeder Zeile etwas aus.');

export function pairsRight(right: number, all: number): Text2 {
  return say(right === 0 ? 'Keine Zuordnung ist richtig.' : `${right} von ${all} Zuordnungen ${right === 1 ? 'ist' : 'sind'} richtig.`);
}

export function atLine(position: number, text: Text2): Text2 {
  return lead(`Zeile ${position}:`, text);
}

/** What a part is called where it is shown, at both levels. */
export interface Name2 {
  standard: string;
  plain: string;
}

/** Puts a label before the first paragraph of a text. */
export function lead(label: string | Name2, text: Text2): Text2 {
  const { standard, plain } = typeof label === 'string' ? { standard: label, plain: label } : label;
  return { standard: before(standard, text.standard), plain: before(plain, text.plain) };
}

function before(label: string, prose: Text2['standard']): Text2['standard'] {
  const strong: Inline = { b: [label] };
  const [first, ...rest] = prose;
  return first && 'para' in first ? [{ para: [strong, ' ', ...first.para] }, ...rest] : [{ para: [strong] }, ...prose];
}

/** A text of a task as the label of its reason: a whole sentence loses its full stop, a question needs no colon. */
export const asLabel = (text: string): string => (/[?!]$/.test(text) ? text : `${text.replace(/\.$/, '')}:`);

/** Puts "Lücke 2:" before the first paragraph, where there is more than one gap. */
export function atGap(position: number, of: number, text: Text2): Text2 {
  return of < 2 ? text : lead(`Lücke ${position}:`, text);
}

/** "2 von 5 Schritten sind richtig." */
function count(right: number, all: number, none: string, what: string): Text2 {
  return say(right === 0 ? none : `${right} von ${all} ${what} ${right === 1 ? 'ist' : 'sind'} richtig.`);
}
export const endingsRight = (right: number, all: number): Text2 => count(right, all, 'Keine Form ist richtig.', 'Formen');
export const spansRight = (right: number, all: number): Text2 => count(right, all, 'Kein Teil ist richtig.', 'Teilen');
export const stepsRight = (right: number, all: number): Text2 => count(right, all, 'Kein Wert ist richtig.', 'Werten');

export function spotsFound(hits: number, wanted: number, wrong: number): Text2 {
  const found = hits === 0 ? 'Du hast keine richtige Stelle gefunden.' : `Du hast ${hits} von ${wanted} Stellen gefunden.`;
  return say(wrong === 0 ? found : `${found} ${wrong === 1 ? '1 Stelle passt' : `${wrong} Stellen passen`} nicht.`);
}

export const NOTHING_BUILT = say('Du hast noch kein Wort gewählt. Tippe auf die Wörter und baue den Satz.');
export function wordsPlaced(right: number, all: number): Text2 {
  return say(right < 2 ? 'Die Reihenfolge stimmt nicht.' : `${right} von ${all} Wörtern stehen in der richtigen Reihenfolge.`);
}

export const NOTHING_CALCULATED = say('Du hast noch nichts geschrieben. Fang mit dem ersten Wert an.');
export const stepEmpty = (): Text2 => say('Hier steht nichts.');
/** Steps are numbered where they are shown, rows of a scheme are not. */
export const stepName = (position: number, { standard, plain }: Name2): Name2 => ({
  standard: `Schritt ${position} (${withoutBrackets(standard)}):`,
  plain: `Schritt ${position} (${withoutBrackets(plain)}):`,
});
const withoutBrackets = (label: string): string => label.replace(/ *\([^()]*\)/g, '');
export const rowName = (_: number, { standard, plain }: Name2): Name2 => ({ standard: `Zeile „${standard}“:`, plain: `Zeile „${plain}“:` });
/** Where no reason is known and there is no other try. */
export const beganHere = (): Text2 => say('Hier beginnt der Fehler.');
export const followed = (): Text2 => say('Danach hast du mit deinem Wert richtig weitergerechnet. Das zählt.', 'Danach hast du richtig gerechnet. Das zählt.');
