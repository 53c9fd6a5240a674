import { expect, test } from '@jest/globals';
import { isBlank, plainOf, richOf, RichText } from './rich-text.js';

const p = (...texts: string[]) => ({ type: 'paragraph', content: texts.map((text) => ({ type: 'text', text })) });
const doc = (...content: unknown[]) => ({ type: 'doc', content });
const list = (type: string, ...items: unknown[][]) => ({ type, content: items.map((content) => ({ type: 'listItem', content })) });

test.each([
  ['nothing', doc(), ''],
  ['an empty paragraph', doc({ type: 'paragraph' }), ''],
  ['two paragraphs', doc(p('Größe'), p('ẞ € „so“')), 'Größe\nẞ € „so“'],
  ['marks', doc({ type: 'paragraph', content: [{ type: 'text', text: 'fett', marks: [{ type: 'bold' }, { type: 'italic' }] }] }), 'fett'],
  ['a break', doc({ type: 'paragraph', content: [{ type: 'text', text: 'a' }, { type: 'hardBreak' }, { type: 'text', text: 'b' }] }), 'a\nb'],
  ['lists in lists', doc(list('orderedList', [p('eins'), list('bulletList', [p('innen')])], [p('zwei')])), '1. eins\n   - innen\n2. zwei'],
  ['what tiptap writes at a list', doc({ ...list('orderedList', [p('x')]), attrs: { start: 1, type: null } }), '1. x'],
])('%s is taken', (_, given, plain) => {
  const parsed = RichText.safeParse(given);
  expect(parsed.error).toBeUndefined();
  expect(plainOf(given as RichText)).toBe(plain);
});

const deep = (left: number): unknown => (left === 0 ? p('x') : list('bulletList', [deep(left - 1)]));
test.each([
  ['HTML', '<p>x</p>'],
  ['no document', p('x')],
  ['a picture', doc({ type: 'image', attrs: { src: 'https://evil.example/x.png' } })],
  ['a link mark', doc({ type: 'paragraph', content: [{ type: 'text', text: 'x', marks: [{ type: 'link', attrs: { href: 'javascript:alert(1)' } }] }] })],
  ['attributes on text', doc({ type: 'paragraph', content: [{ type: 'text', text: 'x', attrs: { onclick: 'x' } }] })],
  ['attributes on a paragraph', doc({ ...p('x'), attrs: { style: 'x' } })],
  ['a list that starts at 7', doc({ ...list('orderedList', [p('x')]), attrs: { start: 7 } })],
  ['a paragraph in a paragraph', doc({ type: 'paragraph', content: [p('x')] })],
  ['an empty text', doc(p(''))],
  ['control characters', doc(p('a\u0000b'))],
  ['a line feed inside a text', doc(p('a\nb'))],
  ['a half character', doc(p('\ud83d'))],
  ['an empty list', doc({ type: 'bulletList', content: [] })],
  ['a list four deep', doc(deep(4))],
  ['too much text', doc(...Array.from({ length: 4 }, () => p('x'.repeat(6_000))))],
  ['too many blocks', doc(...Array.from({ length: 201 }, () => p('x')))],
  ['a prototype', JSON.parse('{"type":"doc","content":[],"__proto__":{"x":1}}')],
])('%s is refused', (_, given) => {
  expect(RichText.safeParse(given).success).toBe(false);
});

test('three levels of lists are taken', () => expect(RichText.safeParse(doc(deep(3))).success).toBe(true));

test.each([
  ['', true],
  ['  \n ', true],
  ['x', false],
])('%j as rich text', (text, blank) => {
  const rich = richOf(text);
  expect(RichText.safeParse(rich).success).toBe(true);
  expect(isBlank(rich)).toBe(blank);
});
