import * as z from 'zod/mini';

/**
 * Text as tiptap writes it (ProseMirror JSON), by an allow-list: paragraphs, two kinds of list, bold and italic. There is no
 * HTML, no link, no picture and no colour. It is checked on the way in and before it is shown. Lists nest three deep at most.
 */
const Mark = z.strictObject({ type: z.enum(['bold', 'italic']) });
const Text = z.strictObject({
  type: z.literal('text'),
  // no control characters: they show nothing and a PDF cannot hold them
  text: z.string().check(z.minLength(1), z.maxLength(8_000), z.regex(/^[^\p{Cc}\p{Cs}\p{Co}]*$/u)),
  marks: z.optional(z.array(Mark).check(z.maxLength(2))),
});
const HardBreak = z.strictObject({ type: z.literal('hardBreak') });
const Paragraph = z.strictObject({ type: z.literal('paragraph'), content: z.optional(z.array(z.union([Text, HardBreak])).check(z.maxLength(400))) });

export type RichInline = z.infer<typeof Text> | z.infer<typeof HardBreak>;
export interface RichParagraph {
  type: 'paragraph';
  content?: RichInline[] | undefined;
}
export interface RichItem {
  type: 'listItem';
  content: RichBlock[];
}
export interface RichList {
  type: 'bulletList' | 'orderedList';
  attrs?: { start?: number | undefined; type?: null | undefined } | undefined;
  content: RichItem[];
}
export type RichBlock = RichParagraph | RichList;

const DEEPEST = 3;
const MOST_BLOCKS = 200;
const MOST_LETTERS = 20_000;

/** Lists that may hold lists `left` levels down: written out, so that depth needs no second look. */
function blocks(left: number): z.ZodMiniType<RichBlock> {
  if (left === 0) return Paragraph;
  const item = z.strictObject({ type: z.literal('listItem'), content: z.array(blocks(left - 1)).check(z.minLength(1), z.maxLength(50)) });
  const content = z.array(item).check(z.minLength(1), z.maxLength(MOST_BLOCKS));
  const start = z.strictObject({ start: z.optional(z.literal(1)), type: z.optional(z.literal(null)) });
  return z.union([
    Paragraph,
    z.strictObject({ type: z.literal('bulletList'), content }),
    z.strictObject({ type: z.literal('orderedList'), attrs: z.optional(start), content }),
  ]);
}

export const RichText = z
  .strictObject({ type: z.literal('doc'), content: z.array(blocks(DEEPEST)).check(z.maxLength(MOST_BLOCKS)) })
  .check(({ value, issues }) => {
    if (lettersOf(value.content) > MOST_LETTERS) issues.push({ code: 'too_big', origin: 'string', maximum: MOST_LETTERS, input: value });
  });
export type RichText = z.infer<typeof RichText>;

export const EMPTY_TEXT: RichText = { type: 'doc', content: [] };

/** The text without its form: blocks on lines of their own, items of lists with `- ` or `1. ` in front. */
export function plainOf(doc: RichText): string {
  return doc.content.flatMap((block) => linesOf(block, '')).join('\n');
}

/** Nothing but spaces. */
export function isBlank(doc: RichText): boolean {
  return (
    plainOf(doc)
      .replace(/^\s*(-|\d+\.)/gm, '')
      .trim() === ''
  );
}

/** A text typed into a plain field, as rich text: a paragraph for each line. */
export function richOf(text: string): RichText {
  const lines = text.split('\n').map((line) => line.trim());
  return { type: 'doc', content: lines.map((line) => (line ? { type: 'paragraph', content: [{ type: 'text', text: line }] } : { type: 'paragraph' })) };
}

function linesOf(block: RichBlock, indent: string): string[] {
  if (block.type === 'paragraph')
    return (block.content ?? [])
      .map((one) => (one.type === 'text' ? one.text : '\n'))
      .join('')
      .split('\n')
      .map((line) => indent + line);
  return block.content.flatMap((item, i) => {
    const sign = block.type === 'bulletList' ? '- ' : `${i + 1}. `;
    const inner = item.content.flatMap((one) => linesOf(one, ''));
    return inner.map((line, at) => indent + (at === 0 ? sign : ' '.repeat(sign.length)) + line);
  });
}

function lettersOf(content: readonly RichBlock[]): number {
  return content.reduce((sum, block) => {
    if (block.type === 'paragraph') return sum + (block.content ?? []).reduce((all, one) => all + (one.type === 'text' ? one.text.length : 1), 0);
    return sum + block.content.reduce((all, item) => all + lettersOf(item.content), 0);
  }, 0);
}
