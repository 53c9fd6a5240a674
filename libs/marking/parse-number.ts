import { plainText } from '#lotse/contract';
import { Num } from './decimal.js';
import { splitUnit } from './units.js';

/** Why a typed number cannot be read; each has a sentence in `phrases.ts` that says what to write instead. */
export type Unreadable = 'empty' | 'not-a-number' | 'calculation' | 'groups' | 'several-commas' | 'point' | 'unit' | 'too-long';

/**
 * A typed number as read. `unit` is the unit's own name (`EUR`), null when none was typed. `point`: the decimal
 * sign was a point, so German's comma is worth a word. `other`: a second reading ("1.234" is 1234, or 1,234?).
 */
export type NumberReading =
  { read: true; value: Num; unit: string | null; point: boolean; other: Num | null } | { read: false; why: Unreadable; guess?: string };

const LONGEST = 60;
const MOST_DIGITS = 30;

/**
 * Reads a number as people in Germany type it, on any keyboard. Never throws; what has two meanings is
 * not guessed. `how.unit`: the unit the exercise expects, so that unusual ones ("Paletten") are known.
 * Rules: learning.md §2, "Number parsing (German)".
 */
export function parseNumber(raw: string, how: { unit?: string } = {}): NumberReading {
  if (raw.length > LONGEST) return { read: false, why: 'too-long' };
  const text = normalise(raw);
  if (text === '') return { read: false, why: 'empty' };
  const { number, unit } = splitUnit(text, how.unit);
  const bare = joinGroups(number);
  if (!/^[-+]?[\d.,]+$/.test(bare) || !/\d/.test(bare)) return { read: false, why: whyNot(number) };
  if (bare.replace(/\D/g, '').length > MOST_DIGITS) return { read: false, why: 'too-long' };
  const sign = bare.startsWith('-') ? '-' : '';
  const reading = readSigns(bare.replace(/^[-+]/, ''));
  if ('why' in reading) return { read: false, ...reading };
  const decimal = (digits: string): Num => new Num(sign + digits);
  return { read: true, value: decimal(reading.digits), unit, point: reading.point, other: reading.other === undefined ? null : decimal(reading.other) };
}

/** The plain signs for what was typed, and the number for a price as shops write it: "5,–", "1.000.-", "-,50". */
function normalise(raw: string): string {
  if (/^[\d.,]*\d$/.test(raw)) return raw;
  return plainText(raw)
    .replace(/^=\s*/, '')
    .replace(/^(€\s?)?-{1,2}\s?,(?=\d\d(?!\d))/, '$10,')
    .replace(/(\d)[.,]\s?-{1,2}(?=\s|$|[€A-Za-z])/, '$1');
}

/** Spaces and apostrophes between groups of three digits go, as do spaces at a sign or beside the decimal sign. */
function joinGroups(text: string): string {
  return text
    .trim()
    .replace(/^([-+])\s+/, '$1')
    .replace(/\s*([.,])\s*/g, '$1')
    .replace(/(?<=\d)[ '](?=\d{3}(?!\d))/g, '');
}

function whyNot(text: string): Unreadable {
  if (/\d\s*[-+*/:x×·=^]\s*\d/.test(text)) return 'calculation';
  if (/\d[ ']+\d/.test(text) && !/\p{L}/u.test(text)) return 'groups';
  return /\d\s*\p{L}+\.?$/u.test(text) ? 'unit' : 'not-a-number';
}

type Signs = { digits: string; point: boolean; other?: string } | { why: Unreadable; guess?: string };

/** Decides which of "." and "," is the decimal sign. `text` holds digits and these two signs only. */
function readSigns(text: string): Signs {
  const commas = text.split(',').length - 1;
  const points = text.split('.').length - 1;
  if (commas > 0 && points > 0) return readBoth(text);
  if (commas > 1) return { why: 'several-commas' };
  if (commas === 1) return { digits: plain(text.replace(',', '.')), point: false };
  if (points > 0) return readPoints(text);
  return { digits: text, point: false };
}

/** Both signs: the last one is the decimal sign, the other one must part groups of exactly three digits. */
function readBoth(text: string): Signs {
  const at = Math.max(text.lastIndexOf(','), text.lastIndexOf('.'));
  const sign = text.charAt(at);
  const grouped = sign === ',' ? /^[1-9]\d{0,2}(\.\d{3})+$/ : /^[1-9]\d{0,2}(,\d{3})+$/;
  const front = text.slice(0, at);
  const back = text.slice(at + 1);
  if (!grouped.test(front) || !/^\d*$/.test(back)) return { why: 'groups' };
  return { digits: plain(`${front.replace(/[.,]/g, '')}.${back}`), point: sign === '.' };
}

/** Only points: "1.234.567" are thousands, "1.5" is a decimal point, "1.234" is thousands with a second reading. */
function readPoints(text: string): Signs {
  if (/^[1-9]\d{0,2}(\.\d{3})+$/.test(text)) {
    const one = text.split('.').length === 2;
    return { digits: text.replaceAll('.', ''), point: false, ...(one ? { other: text } : {}) };
  }
  if (/^\d+\.$/.test(text)) return { digits: text.slice(0, -1), point: false };
  if (/^\d*\.\d{1,2}$/.test(text) || /^0\.\d+$/.test(text)) return { digits: plain(text), point: true };
  if (/^\d+\.\d+$/.test(text)) return { why: 'point', guess: text.replace('.', ',') };
  return { why: 'groups' };
}

/** ".5" and "5." as Decimal reads them. */
function plain(text: string): string {
  return text.replace(/^\./, '0.').replace(/\.$/, '');
}
