import type { Text2 } from '#lotse/contract';
import { lead } from '../../phrases-parts.js';
import { say } from '../../phrases.js';

/** What Lotse itself says about a booking. */
export const NOTHING_BOOKED = say('Du hast noch nichts gebucht. Wähle auf jeder Seite ein Konto und schreibe den Betrag.');
export const NO_ACCOUNT = say('Hier fehlt das Konto. Wähle ein Konto.');
export const NO_AMOUNT = say('Hier fehlt der Betrag.');
export const OTHER_SIDE = say('Dieses Konto gehört auf die andere Seite.');
export const NOT_IN_ENTRY = say('Dieses Konto gehört nicht in diesen Buchungssatz.', 'Dieses Konto passt hier nicht.');
export const WRONG_AMOUNT = say('Das Konto stimmt, der Betrag nicht.');
export const AMOUNT_FOLLOWS = say(
  'Der Betrag der anderen Seite passt zu deinem Wert. Das zählt.',
  'Der Betrag auf der anderen Seite passt zu deinem Wert. Das zählt.',
);

const SIDE_WORD = { soll: 'Soll', haben: 'Haben' };

export function atEntry(side: 'soll' | 'haben', position: number, text: Text2): Text2 {
  return lead(`${SIDE_WORD[side]}, Zeile ${position}:`, text);
}

export function bookingRight(accounts: number, amounts: number, of: number): Text2 {
  return say(`${accounts} von ${of} Konten und ${amounts} von ${of} Beträgen sind richtig.`);
}

export function accountsMissing(side: 'soll' | 'haben', missing: number): Text2 {
  return say(`Im ${SIDE_WORD[side]} ${missing === 1 ? 'fehlt noch 1 Konto' : `fehlen noch ${missing} Konten`}.`);
}

/** A booking balances: both sides have the same sum. */
export function sidesDiffer(soll: string, haben: string): Text2 {
  return say(
    `Soll und Haben sind nicht gleich: Im Soll stehen ${soll}, im Haben ${haben}. Prüfe die Beträge.`,
    `Soll und Haben sind nicht gleich. Soll: ${soll}. Haben: ${haben}. Prüfe die Beträge.`,
  );
}
