export type Range = readonly [from: number, to: number];

/** Which characters a TrueType font can draw, read from its character map (cmap, formats 4 and 12), as sorted ranges. */
export function coverOf(font: Buffer): Range[] {
  const tables = font.readUInt16BE(4);
  for (let i = 0; i < tables; i++) {
    const entry = 12 + 16 * i;
    if (font.toString('latin1', entry, entry + 4) === 'cmap') return bestMap(font, font.readUInt32BE(entry + 8));
  }
  throw new Error('a font without a character map');
}

/** The one with characters beyond the first 65,536, where the font has it. */
function bestMap(font: Buffer, cmap: number): Range[] {
  const count = font.readUInt16BE(cmap + 2);
  const places = Array.from({ length: count }, (_, i) => cmap + font.readUInt32BE(cmap + 4 + 8 * i + 4));
  const wide = places.find((at) => font.readUInt16BE(at) === 12);
  if (wide !== undefined) return segments12(font, wide);
  const narrow = places.find((at) => font.readUInt16BE(at) === 4);
  if (narrow === undefined) throw new Error('a font whose character map cannot be read');
  return segments4(font, narrow);
}

function segments12(font: Buffer, at: number): Range[] {
  return Array.from({ length: font.readUInt32BE(at + 12) }, (_, i) => [font.readUInt32BE(at + 16 + 12 * i), font.readUInt32BE(at + 20 + 12 * i)] as const);
}

function segments4(font: Buffer, at: number): Range[] {
  const count = font.readUInt16BE(at + 6) / 2;
  const [ends, starts] = [at + 14, at + 16 + 2 * count];
  const all = Array.from({ length: count }, (_, i) => [font.readUInt16BE(starts + 2 * i), font.readUInt16BE(ends + 2 * i)] as const);
  return all.filter(([from]) => from !== 0xffff);
}

export function covers(ranges: readonly Range[], code: number): boolean {
  return ranges.some(([from, to]) => from <= code && code <= to);
}

/** As a class of a regular expression in typst, which takes `\u{…}`. */
export function classOf(ranges: readonly Range[]): string {
  const hex = (code: number) => `\\u{${code.toString(16)}}`;
  return `[${ranges.map(([from, to]) => (from === to ? hex(from) : `${hex(from)}-${hex(to)}`)).join('')}]`;
}

/** Selectors of variants, marks of direction: they draw nothing by themselves. Joiners stay: letters look otherwise without them. */
const INVISIBLE = /(?![\u200c\u200d])\p{Default_Ignorable_Code_Point}/gu;
/** Signs no font of ours has, beside one that looks like it and is there. */
const ALIKE: Readonly<Record<string, string>> = {
  ...{ '→': '➡', '←': '⬅', '↑': '⬆', '↓': '⬇', '⇒': '➡', '✓': '✔', '✗': '✖', '✘': '✖', '☐': '◻', '□': '◻', '☒': '❎', '●': '⚫', '○': '⚪', '■': '◼' },
  ...{ '★': '⭐', '‣': '•', '⁃': '–', '∙': '·', '‑': '-', '−': '–' },
};

/** The text with what can be drawn of it: a sign that no font has stands there as its number, because leaving it out would say something else. */
export function drawable(text: string, fonts: readonly (readonly Range[])[]): string {
  return replaced(text, fonts, (sign) => `[U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`);
}

/** The signs of a text that cannot be drawn, each once. */
export function undrawable(text: string, fonts: readonly (readonly Range[])[]): string[] {
  const signs = new Set<string>();
  replaced(text, fonts, (sign) => (signs.add(sign), sign));
  return [...signs];
}

function replaced(text: string, fonts: readonly (readonly Range[])[], without: (sign: string) => string): string {
  const has = (sign: string): boolean => fonts.some((ranges) => covers(ranges, sign.codePointAt(0) ?? 0));
  return text
    .normalize('NFC')
    .replace(INVISIBLE, '')
    .replace(/[^\t\n \u200c\u200d]/gu, (sign) => {
      const alike = ALIKE[sign];
      return has(sign) ? sign : alike !== undefined && has(alike) ? alike : without(sign);
    });
}
