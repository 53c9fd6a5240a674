import { PASSWORD_LEAST, PASSWORD_MOST } from '#lotse/contract';
import { COMMON_WORDS, RUNS } from './common-passwords.js';

/** Characters that may stand beside common parts before a password counts as one of its own. */
const ENOUGH_OWN = 6;
const LEET: Record<string, string> = { '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '8': 'b', '@': 'a', $: 's', '!': 'i', '€': 'e', '|': 'l' };

const WORDS = new Set(COMMON_WORDS.filter((word) => word.length > 2).flatMap((word) => [word, plain(word)]));
const LONGEST = Math.max(...[...WORDS].map((word) => word.length));

export type PasswordFault = 'password.short' | 'password.long' | 'password.common' | 'password.known';

/**
 * What is wrong with a new password, or null. Length and "not in the list" are the only rules (ASVS 6.2.1, 6.2.4, 6.2.5);
 * `known` are words an attacker would try first: the person's name and address.
 */
export function passwordFault(password: string, known: readonly string[] = []): PasswordFault | null {
  const characters = [...password.normalize('NFC')];
  if (characters.length < PASSWORD_LEAST) return 'password.short';
  if (characters.length > PASSWORD_MOST) return 'password.long';
  const parts = known.flatMap((text) => text.toLocaleLowerCase('de').split(/[^\p{L}\p{N}]+/u)).filter((part) => part.length > 2);
  const spelt = characters.join('').toLocaleLowerCase('de');
  if (ownCharacters(spelt, new Set()) < ENOUGH_OWN) return 'password.common';
  return parts.length > 0 && ownCharacters(spelt, new Set(parts.flatMap((part) => [part, plain(part)]))) < ENOUGH_OWN ? 'password.known' : null;
}

/** What is left when common words, runs, years, repetitions and fillers are taken away, in the spelling where least is left. */
function ownCharacters(text: string, more: ReadonlySet<string>): number {
  return Math.min(...[text, plain(text), unleet(plain(text))].map((spelling) => left(spelling, more)));
}

/** The fewest characters not covered by common parts: a walk from the end, best result per position. */
function left(text: string, more: ReadonlySet<string>): number {
  const best: number[] = Array.from({ length: text.length + 1 }, () => 0);
  for (let at = text.length - 1; at >= 0; at--) {
    let least = (best[at + 1] ?? 0) + (isFiller(text, at) ? 0 : 1);
    for (let size = 3; size <= text.length - at; size++) {
      const part = text.slice(at, at + size);
      const cost = costOf(part, more);
      if (cost !== null) least = Math.min(least, cost + (best[at + size] ?? 0));
    }
    best[at] = least;
  }
  return best[0] ?? 0;
}

/** A common word counts as two characters, so that three of them make a sentence of one's own; a run or repetition as one. */
function costOf(part: string, more: ReadonlySet<string>): number | null {
  if (more.has(part)) return 0;
  if (isRun(part) || isRepetition(part)) return 1;
  return part.length <= LONGEST && WORDS.has(part) ? 2 : null;
}

/** Signs between words, and the second of two equal characters, add nothing. */
function isFiller(text: string, at: number): boolean {
  return /[\s\p{P}\p{S}\d]/u.test(text.charAt(at)) ? !/\d{5,}/.test(text) : text.charAt(at) === text.charAt(at - 1);
}

function isRun(part: string): boolean {
  const back = [...part].reverse().join('');
  return RUNS.some((run) => run.includes(part) || run.includes(back));
}

/** `abcabc`, `aaaa`, `12121212`: the same again. */
function isRepetition(part: string): boolean {
  return part.length >= 4 && `${part}${part}`.indexOf(part, 1) < part.length;
}

/** Umlauts as they are typed elsewhere. */
function plain(text: string): string {
  return text.replaceAll('ä', 'ae').replaceAll('ö', 'oe').replaceAll('ü', 'ue').replaceAll('ß', 'ss');
}

function unleet(text: string): string {
  return [...text].map((sign) => LEET[sign] ?? sign).join('');
}
