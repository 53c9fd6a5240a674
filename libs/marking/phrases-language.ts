import type { Text2 } from '#lotse/contract';
import { lead } from './phrases-parts.js';
import { say } from './phrases.js';

/** What Lotse itself says about a dictation and a talk. */
export const NOTHING_WRITTEN = say('Du hast noch nichts geschrieben. Höre den Satz und schreibe ihn auf.');

export function wordsRight(right: number, all: number): Text2 {
  return say(right === 0 ? 'Kein Wort ist richtig geschrieben.' : `${right} von ${all} Wörtern ${right === 1 ? 'ist' : 'sind'} richtig geschrieben.`);
}

export const atSentence = (position: number, of: number, text: Text2): Text2 => (of < 2 ? text : lead(`Satz ${position}:`, text));

const quoted = (words: readonly string[]): string => [...new Set(words)].map((word) => `„${word}“`).join(', ');

/** What to look at, without the right words. */
export function lookAt(found: { other: readonly string[]; capital: readonly string[]; extra: readonly string[]; missing: number }): Text2 {
  const { other, capital, extra, missing } = found;
  const parts = [
    ...(other.length > 0 ? [`Prüfe: ${quoted(other)}.`] : []),
    ...(capital.length > 0 ? [`Groß oder klein? ${quoted(capital)}.`] : []),
    ...(extra.length > 0 ? [`Zu viel: ${quoted(extra)}.`] : []),
    ...(missing > 0 ? [missing === 1 ? 'Es fehlt 1 Wort.' : `Es fehlen ${missing} Wörter.`] : []),
  ];
  return say(parts.join(' '));
}

export const umlautsTyped = (words: readonly string[]): Text2 => say(`Mit deutschen Buchstaben: ${quoted(words)}.`);

export const TALK_NOT_BEGUN = say('Du hast noch nichts gesagt. Wähle, was du sagst.');
export const TALK_NOT_ENDED = say('Das Gespräch ist noch nicht zu Ende. Wähle, was du als Nächstes sagst.');

export function choicesGood(good: number, all: number): Text2 {
  return say(good === 0 ? 'Kein Satz passt gut.' : `${good} von ${all} Sätzen ${good === 1 ? 'passt' : 'passen'} gut.`);
}

export const MIXED_REGISTER = say(
  'Du hast „du“ und „Sie“ gemischt. Bleib im ganzen Gespräch bei einer Anrede.',
  'Du hast „du“ und „Sie“ benutzt. Benutze nur eins davon.',
);
