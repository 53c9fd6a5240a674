import type { Inline, Text2 } from '#lotse/contract';
import { say } from './phrases.js';

/** What Lotse itself says about the parts of an answer: lines of a matching, steps, rows, words. */
export const NOTHING_MATCHED = say('Du hast noch nichts zugeordnet. Wähle in jeder Zeile etwas aus.');

export function pairsRight(right: number, all: number): Text2 {
  return say(right === 0 ? 'Noch keine Zuordnung ist richtig.' : `${right} von ${all} Zuordnungen ${right === 1 ? 'ist' : 'sind'} richtig.`);
}

export function atLine(position: number, text: Text2): Text2 {
  return lead(`Zeile ${position}:`, text);
}

/** Puts a label before the first paragraph of a text. */
export function lead(label: string, text: Text2): Text2 {
  const strong: Inline = { b: [label] };
  const before = (prose: Text2['standard']): Text2['standard'] => {
    const [first, ...rest] = prose;
    return first && 'para' in first ? [{ para: [strong, ' ', ...first.para] }, ...rest] : [{ para: [strong] }, ...prose];
  };
  return { standard: before(text.standard), plain: before(text.plain) };
}

/** Puts "Lücke 2:" before the first paragraph, where there is more than one gap. */
export function atGap(position: number, of: number, text: Text2): Text2 {
  return of < 2 ? text : lead(`Lücke ${position}:`, text);
}
