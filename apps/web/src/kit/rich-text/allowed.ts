import type { RichBlock, RichInline, RichItem, RichText } from '#lotse/contract';

/** Lists nest three deep at most, as the contract says. */
const DEEPEST = 3;
const LONGEST_TEXT = 8_000;

interface Node {
  type?: string;
  text?: string;
  marks?: { type: string }[];
  content?: Node[];
}

/**
 * What the editor holds, as the contract allows it: attributes are dropped, deeper lists become paragraphs of the item
 * above, characters that show nothing go. Nothing a person can read is lost.
 */
export function toAllowed(doc: Node): RichText {
  return { type: 'doc', content: (doc.content ?? []).flatMap((node) => block(node, DEEPEST)) };
}

function block(node: Node, left: number): RichBlock[] {
  if (node.type === 'paragraph') return [paragraph(node)];
  if (node.type !== 'bulletList' && node.type !== 'orderedList') return [];
  if (left === 0) return (node.content ?? []).flatMap((item) => (item.content ?? []).flatMap((inner) => block(inner, 0)));
  const content = (node.content ?? []).map((item) => listItem(item, left - 1));
  return content.length === 0 ? [] : [{ type: node.type, content }];
}

function listItem(item: Node, left: number): RichItem {
  const content = (item.content ?? []).flatMap((inner) => block(inner, left));
  return { type: 'listItem', content: content.length === 0 ? [{ type: 'paragraph' }] : content };
}

function paragraph(node: Node): RichBlock {
  const content = (node.content ?? []).flatMap(inline);
  return content.length === 0 ? { type: 'paragraph' } : { type: 'paragraph', content };
}

function inline(node: Node): RichInline[] {
  if (node.type === 'hardBreak') return [{ type: 'hardBreak' }];
  if (node.type !== 'text') return [];
  const text = (node.text ?? '').replace(/\t/g, ' ').replace(/[\p{Cc}\p{Cs}\p{Co}]/gu, '');
  const marks = (node.marks ?? []).flatMap((mark) => (mark.type === 'bold' || mark.type === 'italic' ? [{ type: mark.type } as const] : []));
  return pieces(text).map((piece) => ({ type: 'text', text: piece, ...(marks.length === 0 ? {} : { marks }) }));
}

function pieces(text: string): string[] {
  if (text === '') return [];
  const all: string[] = [];
  let piece = '';
  for (const letter of text) {
    if (piece.length + letter.length > LONGEST_TEXT) {
      all.push(piece);
      piece = '';
    }
    piece += letter;
  }
  return [...all, piece];
}
