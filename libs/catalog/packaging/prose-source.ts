import type { Inline } from '#lotse/contract';

/** Prose as authors write it: like the contract's Prose, with `{{fact:name}}` not yet resolved. */
export type SourceInline =
  Exclude<Inline, { b: Inline[] } | { i: Inline[] }> | { b: SourceInline[] } | { i: SourceInline[] } | { fact: string } | { spot: string; text: string };
export type SourceBlock =
  { para: SourceInline[] } | { ul: SourceInline[][] } | { ol: SourceInline[][] } | { table: { head: SourceInline[][]; rows: SourceInline[][][] } };

/** All lines of inlines of a block, in reading order. */
export function linesOf(block: SourceBlock): SourceInline[][] {
  if ('para' in block) return [block.para];
  if ('ul' in block) return block.ul;
  if ('ol' in block) return block.ol;
  return [...block.table.head, ...block.table.rows.flat()];
}

/** Every inline of a text, also those inside strong and emphasis. */
export function inlinesOf(blocks: readonly SourceBlock[]): SourceInline[] {
  const inside = (inlines: readonly SourceInline[]): SourceInline[] =>
    inlines.flatMap((inline) => {
      if (typeof inline === 'string') return [inline];
      if ('b' in inline) return [inline, ...inside(inline.b)];
      return 'i' in inline ? [inline, ...inside(inline.i)] : [inline];
    });
  return blocks.flatMap(linesOf).flatMap(inside);
}
