import * as z from 'zod/mini';
import { plainText } from './plain-text.js';

/** Marks of direction, soft hyphens, fillers: they draw nothing. Joiners are left: names of several scripts need them. */
const UNSEEN =
  /[\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff0-\ufffb\u{e0000}-\u{e007f}]|\u034f|[\u17b4-\u17b5]|[\ufe00-\ufe0f]/gu;
/** Beside Latin letters, or not between two letters, a joiner joins nothing. */
const IDLE_JOINER =
  /(?<![\p{L}\p{M}])[\u200c\u200d]+|[\u200c\u200d]+(?![\p{L}\p{M}])|(?<=\p{Script=Latin})[\u200c\u200d]+|[\u200c\u200d]+(?=\p{Script=Latin})/gu;
/** Turns the order of what follows round: a name that reads as another one. */
const OVERRIDE = /[\u202a-\u202e\u2066-\u2069]/u;

/** A name as it is kept, wherever it comes from: spaces of every kind are one, what cannot be seen is gone. "Anna  Beispiel" is "Anna Beispiel". */
export function cleanName(name: string): string {
  return name
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(UNSEEN, '')
    .replace(IDLE_JOINER, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .normalize('NFC');
}

/** Why a typed name is refused; null where cleaning it suffices. */
export function nameFault(name: string): 'name.signs' | 'name.invisible' | null {
  if (/[^\P{Cc}\t]|[\u2028\u2029]/u.test(name.trim()) || OVERRIDE.test(name)) return 'name.signs';
  return cleanName(name) === '' && name.trim() !== '' ? 'name.invisible' : null;
}

/** A name as a person types it. */
export const TypedName = z
  .string()
  .check(
    ...(['name.signs', 'name.invisible'] as const).map((code) => z.refine<string>((name) => nameFault(name) !== code, { error: code, abort: true })),
    z.overwrite(cleanName),
    z.minLength(1),
    z.maxLength(120),
  );

// ── finding ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Letters that are no letter with an accent, as people write them who do not have them; then how an index does. */
const LETTERS: Readonly<Record<string, readonly [short: string, long: string]>> = {
  ...{ ä: ['a', 'ae'], ö: ['o', 'oe'], ü: ['u', 'ue'], ø: ['o', 'oe'], å: ['a', 'aa'], æ: ['ae', 'ae'], œ: ['oe', 'oe'], ß: ['ss', 'ss'] },
  ...{ ł: ['l', 'l'], đ: ['d', 'd'], ð: ['d', 'd'], þ: ['th', 'th'], ħ: ['h', 'h'], ŧ: ['t', 't'], ŋ: ['n', 'n'], ı: ['i', 'i'], ə: ['e', 'e'] },
};
/** Accents, and the vowel signs of Arabic and Hebrew, which most people leave out. */
const ACCENTS = /[\u0300-\u036f\u064b-\u065f\u0670\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7]/g;

function spelt(text: string, at: 0 | 1): string {
  const low = plainText(text).toLowerCase();
  return (/^[ -~]*$/.test(low) ? low : withoutAccents(low, at))
    .replace(/['"]/g, '')
    .replace(/[\s.,-]+/g, ' ')
    .trim();
}

function withoutAccents(low: string, at: 0 | 1): string {
  return low
    .replace(/[äöüøåæœßłđðþħŧŋıə]/g, (letter) => LETTERS[letter]?.[at] ?? letter)
    .normalize('NFD')
    .replace(ACCENTS, '')
    .normalize('NFC');
}

/** Finds texts that `wanted` is a part of, however either is spelt: Yılmaz by yilmaz, März by marz and maerz, O’Brien by obrien. */
export function finder(wanted: string): (text: string) => boolean {
  const [short, long] = [spelt(wanted, 0), spelt(wanted, 1)];
  return short === '' ? () => true : (text) => spelt(text, 0).includes(short) || spelt(text, 1).includes(long);
}

export const foundIn = (text: string, wanted: string): boolean => finder(wanted)(text);

/** Whether two names are the same one, spelt with or without umlauts: Müller and Mueller, but not Muller. */
export function sameName(a: string, b: string): boolean {
  return spelt(a, 1) === spelt(b, 1);
}

/** One value for all spellings of a text that may be meant: for a search that can compare whole values only. */
export function searchKey(text: string): string {
  return spelt(text, 1).replace(/([aou])[ea]/g, (pair, vowel: string) => (pair === 'aa' || pair.endsWith('e') ? vowel : pair));
}
