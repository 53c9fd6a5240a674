import type { Inline, Text2 } from '#lotse/contract';
import { compareLetters, type Stretch } from './edit-distance.js';
import type { Unreadable } from './parse-number.js';

/**
 * What Lotse itself says about an answer, beside the author's words: at both levels, in the `du` of the
 * interface. Everything that cannot be read says what to write instead.
 */
export function say(standard: string, plain: string = standard): Text2 {
  return { standard: [{ para: [standard] }], plain: [{ para: [plain] }] };
}

export const NOTHING_CHOSEN = say('Du hast noch nichts gewählt. Wähle eine Antwort.');
/** Where an exam gives all points or none. */
export const WHOLE_ONLY = say('In der Prüfung gibt es hier keine Punkte für einen Teil.');
export const NOTHING_TYPED = say('Du hast noch nichts geschrieben. Schreibe etwas in die Lücke.');

const UNREADABLE: Readonly<Record<Unreadable, Text2>> = {
  empty: say('Du hast noch nichts geschrieben. Schreibe eine Zahl, zum Beispiel 12,50.'),
  'not-a-number': say(
    'Das kann ich nicht als Zahl lesen. Schreibe nur die Zahl, zum Beispiel 12,50.',
    'Ich kann die Zahl nicht lesen. Schreibe nur eine Zahl. Beispiel: 12,50',
  ),
  calculation: say(
    'Das ist eine Rechnung oder ein Bruch. Schreibe nur das Ergebnis, zum Beispiel 12,50.',
    'Du hast eine Rechnung geschrieben. Schreibe nur das Ergebnis. Beispiel: 12,50',
  ),
  groups: say(
    'Ich weiß nicht, welche Zahl du meinst. Schreibe sie ohne Punkte und Leerzeichen, mit einem Komma: 1234,50.',
    'Welche Zahl meinst du? Schreibe keine Punkte und keine Leerzeichen. Beispiel: 1234,50',
  ),
  'several-commas': say(
    'In der Zahl stehen mehrere Kommas. Schreibe nur ein Komma, zum Beispiel 1234,50.',
    'Die Zahl hat zu viele Kommas. Schreibe nur ein Komma. Beispiel: 1234,50',
  ),
  point: say(
    'Ich weiß nicht, was der Punkt bedeutet. Im Deutschen trennt ein Komma die Dezimalstellen, zum Beispiel 1234,50.',
    'Was bedeutet der Punkt? Schreibe ein Komma. Beispiel: 1234,50',
  ),
  unit: say('Das Wort nach der Zahl kenne ich nicht. Schreibe nur die Zahl.', 'Das Wort nach der Zahl kenne ich nicht. Schreibe nur die Zahl.'),
  'too-long': say('Die Zahl ist zu lang. Schreibe nur das Ergebnis, zum Beispiel 1234,50.', 'Die Zahl ist zu lang. Schreibe nur das Ergebnis.'),
};

/** Why a number could not be read, or the question what it means. */
export function askForNumber(why: Unreadable, guess?: string): Text2 {
  return guess === undefined ? UNREADABLE[why] : askMeaning(guess);
}

/** "1.234" may be thousands or a decimal: asks instead of guessing. */
export function askMeaning(guess: string): Text2 {
  return say(
    `Meinst du ${guess}? Im Deutschen steht vor den Dezimalstellen ein Komma. Schreibe die Zahl bitte neu.`,
    `Meinst du ${guess}? Dann schreibe ein Komma und keinen Punkt.`,
  );
}

export const USE_COMMA = say('Im Deutschen schreibt man ein Komma statt des Punktes.', 'Schreibe im Deutschen ein Komma, keinen Punkt.');
export const CHECK_UNIT = say(
  'Die Zahl stimmt, die Einheit nicht. Achte darauf, welche Einheit gefragt ist.',
  'Die Zahl stimmt. Die Einheit ist falsch. Achte auf die Einheit in der Frage.',
);
export const unitWanted = (unit: string): Text2 =>
  say(
    `Der Wert stimmt, aber du hast ihn in einer anderen Einheit geschrieben. Gefragt ist die Einheit ${unit}.`,
    `Der Wert stimmt. Aber die Einheit ist eine andere. Schreibe den Wert in der Einheit ${unit}.`,
  );
export const PERCENT_NOT_SHARE = say(
  'Gefragt ist die Zahl vor dem Prozentzeichen, nicht die Dezimalzahl.',
  'Schreibe die Zahl vor dem Zeichen %. Schreibe keine Dezimalzahl.',
);

/** The value is right but not rounded as asked. */
export function roundRight(decimals: number): Text2 {
  const places = decimals === 0 ? 'auf eine ganze Zahl' : decimals === 1 ? 'auf eine Stelle nach dem Komma' : `auf ${decimals} Stellen nach dem Komma`;
  return say(
    `Fast richtig: Prüfe das Runden. Runde erst das Ergebnis, und zwar ${places}.`,
    `Fast richtig. Prüfe das Runden. Runde nur das Ergebnis, ${places}.`,
  );
}

/** How many of the chosen options are right, without saying which. */
export function chosenRight(chosen: number, right: number, wanted: number): Text2 {
  const missing = wanted - right;
  const first =
    chosen === right
      ? `${chosen === 1 ? 'Deine Antwort ist' : `Deine ${chosen} Antworten sind`} richtig.`
      : chosen === 1
        ? 'Deine Antwort ist nicht richtig.'
        : `Von deinen ${chosen} Antworten ${right === 1 ? 'ist 1' : right === 0 ? 'ist keine' : `sind ${right}`} richtig.`;
  const second = missing === 0 ? '' : ` Es ${missing === 1 ? 'fehlt' : 'fehlen'} ${missing} von ${wanted}.`;
  return say(first + second);
}

export function placedRight(right: number, all: number): Text2 {
  return say(right < 2 ? 'Die Reihenfolge stimmt nicht.' : `${right} von ${all} stehen in der richtigen Reihenfolge.`);
}

/** In an exam each item has its place. */
export function inPlace(right: number, all: number): Text2 {
  return say(right === 0 ? 'Nichts steht auf seinem Platz.' : `${right} von ${all} ${right === 1 ? 'steht' : 'stehen'} auf dem richtigen Platz.`);
}

export function gapsRight(right: number, all: number): Text2 {
  return say(right === 0 ? 'Keine Lücke ist richtig.' : `${right} von ${all} Lücken ${right === 1 ? 'ist' : 'sind'} richtig.`);
}

export function gapEmpty(): Text2 {
  return say('Hier steht nichts.');
}

const marked = (stretches: readonly Stretch[]): Inline[] => stretches.map((part) => (part.off ? { b: [part.text] } : part.text));

/** A forgiven slip, letter by letter: the letters that differ are strong in both words. */
export function showSlip(typed: string, wanted: string): Text2 {
  const letters = compareLetters(typed, wanted);
  const para: Inline[] = [
    'Richtig, mit einem Schreibfehler: Du hast „',
    ...marked(letters.typed),
    '“ geschrieben. Richtig ist „',
    ...marked(letters.wanted),
    '“.',
  ];
  const prose = [{ para: para.reduce<Inline[]>(mergeText, []) }];
  return { standard: prose, plain: prose };
}

function mergeText(done: Inline[], next: Inline): Inline[] {
  const last = done.at(-1);
  return typeof next === 'string' && typeof last === 'string' ? [...done.slice(0, -1), last + next] : [...done, next];
}

/** Something was typed that stands in the sentence already, or an article nobody asked for. */
export function onlyTheWord(extra: string, wanted: string): Text2 {
  return say(`Schreibe nur „${wanted}“ in die Lücke. „${extra}“ gehört nicht hinein.`, `In die Lücke gehört nur „${wanted}“.`);
}

/** A word that begins otherwise may be a slip or another word: it is asked about instead of guessed. */
export function askPrefix(typed: string): Text2 {
  return say(
    `Ich weiß nicht, welches Wort du meinst: „${typed}“ ist nah an der Lösung, beginnt aber anders. Prüfe den Anfang des Wortes und schreibe es neu.`,
    `Welches Wort meinst du? Prüfe den Anfang von „${typed}“. Schreibe das Wort neu.`,
  );
}

export function showCase(wanted: string): Text2 {
  return say(`Das Wort stimmt. Achte auf groß und klein: „${wanted}“.`);
}

export function showUmlaut(wanted: string): Text2 {
  return say(`Richtig. So schreibt man es mit deutschen Buchstaben: „${wanted}“.`, `Richtig. Mit deutschen Buchstaben: „${wanted}“.`);
}

export const OTHER_REASONS = say('Warum die anderen Antworten nicht stimmen:');
