import type { Block, Inline, Prose, Text2 } from '#lotse/contract';
import type { Values } from './decimal.js';
import { formatParameter } from './format-number.js';

/** Puts the drawn values in place of `{{p:name}}`; a name without a value is shown as "?" (the content check forbids it). */
export function fillProse(prose: Prose, values: Values): Prose {
  return prose.map((block) => fillBlock(block, values));
}

/** The same for both text levels. */
export function fillText(text: Text2, values: Values): Text2 {
  return { standard: fillProse(text.standard, values), plain: fillProse(text.plain, values) };
}

function fillBlock(block: Block, values: Values): Block {
  const line = (inlines: readonly Inline[]): Inline[] => fillInlines(inlines, values);
  if ('para' in block) return { para: line(block.para) };
  if ('ul' in block) return { ul: block.ul.map(line) };
  if ('ol' in block) return { ol: block.ol.map(line) };
  return { table: { head: block.table.head.map(line), rows: block.table.rows.map((row) => row.map(line)) } };
}

function fillInlines(inlines: readonly Inline[], values: Values): Inline[] {
  const out: Inline[] = [];
  for (const inline of inlines) {
    const filled = fillInline(inline, values);
    const last = out.at(-1);
    if (typeof filled === 'string' && typeof last === 'string') out[out.length - 1] = last + filled;
    else out.push(filled);
  }
  return out;
}

function fillInline(inline: Inline, values: Values): Inline {
  if (typeof inline === 'string') return inline;
  if ('b' in inline) return { b: fillInlines(inline.b, values) };
  if ('i' in inline) return { i: fillInlines(inline.i, values) };
  if (!('p' in inline)) return inline;
  const value = Object.hasOwn(values, inline.p) ? values[inline.p] : undefined;
  return value === undefined ? '?' : formatParameter(value, inline.f);
}

/** A line without prose signs: an option of a select, a word, a label. */
export function fillLine(line: string, values: Values): string {
  if (!line.includes('{{')) return line;
  return line.replace(/\{\{p:([a-z0-9_]+)(?:\|([a-z]+))?\}\}/g, (_, name: string, format: string | undefined) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    return value === undefined ? '?' : formatParameter(value, format);
  });
}

/** Texts one after another, each level for itself. */
export function joinTexts(...texts: readonly Text2[]): Text2 {
  return { standard: texts.flatMap((text) => text.standard), plain: texts.flatMap((text) => text.plain) };
}
