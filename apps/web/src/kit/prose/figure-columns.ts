import type { Inline } from '#lotse/contract';
import { lineText } from './text-of.js';

const FIGURE = /^[−+-]?\d[\d.,]*\s?(?:%|‰|€|EUR|Euro|\p{L}{1,2}[²³]?)?$/u;

/** Which columns of a table hold nothing but numbers: those stand below each other at their ends. */
export function figureColumns(rows: readonly (readonly Inline[][])[]): boolean[] {
  return (rows[0] ?? []).map((_, column) => rows.every((row) => FIGURE.test(lineText(row[column] ?? [], '').trim())));
}
