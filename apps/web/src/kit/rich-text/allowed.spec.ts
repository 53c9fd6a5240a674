import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { RichText, plainOf } from '#lotse/contract';
import { toAllowed } from './allowed.js';

const text = (words: string, ...marks: string[]) => ({ type: 'text', text: words, ...(marks.length === 0 ? {} : { marks: marks.map((type) => ({ type })) }) });
const par = (...content: object[]) => ({ type: 'paragraph', content });
const list = (...items: object[][]) => ({ type: 'bulletList', content: items.map((content) => ({ type: 'listItem', content })) });

describe('what the editor holds, as the contract allows it', () => {
  it('keeps paragraphs, lists, bold and italic', () => {
    const doc = { type: 'doc', content: [par(text('Sie lernt '), text('viel', 'bold', 'italic')), list([par(text('Mathe'))])] };
    expect(toAllowed(doc)).toEqual(doc);
  });

  it('drops attributes, foreign marks and foreign nodes', () => {
    const doc = {
      type: 'doc',
      content: [
        { type: 'orderedList', attrs: { start: 4, type: 'A' }, content: [{ type: 'listItem', content: [par(text('eins', 'link', 'bold'))] }] },
        { type: 'image', attrs: { src: 'https://elsewhere.example' } },
      ],
    };
    expect(toAllowed(doc)).toEqual({ type: 'doc', content: [{ type: 'orderedList', content: [{ type: 'listItem', content: [par(text('eins', 'bold'))] }] }] });
  });

  it('lists deeper than three become paragraphs of the item above, and no word is lost', () => {
    const deep = { type: 'doc', content: [list([par(text('1')), list([par(text('2')), list([par(text('3')), list([par(text('4'))])])])])] };
    const allowed = toAllowed(deep);
    expect(RichText.safeParse(allowed).success).toBe(true);
    expect(plainOf(allowed).replace(/[^\d]/g, '')).toBe('1234');
  });

  it('characters that show nothing go; a tab becomes a space', () => {
    const allowed = toAllowed({ type: 'doc', content: [par(text('a\u0000b\tc\u0007'))] });
    expect(plainOf(allowed)).toBe('ab c');
    expect(RichText.safeParse(allowed).success).toBe(true);
  });

  it('a long text is cut into pieces between letters, not inside one', () => {
    const allowed = toAllowed({ type: 'doc', content: [par(text('😀'.repeat(5_000)))] });
    expect(RichText.safeParse(allowed).success).toBe(true);
    expect(plainOf(allowed)).toBe('😀'.repeat(5_000));
  });

  it('whatever stands in the editor passes the contract', () => {
    const node: fc.Arbitrary<object> = fc.letrec<{ node: object }>((tie) => ({
      node: fc.oneof(
        { depthSize: 'small' },
        fc.record({
          type: fc.constant('text'),
          text: fc.string({ minLength: 1, maxLength: 20, unit: 'binary' }),
          marks: fc.array(fc.record({ type: fc.constantFrom('bold', 'italic', 'link') }), { maxLength: 2 }),
        }),
        fc.record({ type: fc.constant('paragraph'), content: fc.array(tie('node'), { maxLength: 4 }) }),
        fc.record({
          type: fc.constantFrom('bulletList', 'orderedList'),
          content: fc.array(
            fc.record({ type: fc.constant('listItem'), content: fc.tuple(fc.constant({ type: 'paragraph' }), tie('node')).map((both) => both as object[]) }),
            { minLength: 1, maxLength: 3 },
          ),
        }),
      ),
    })).node;
    fc.assert(
      fc.property(fc.array(node, { maxLength: 5 }), (content) => RichText.safeParse(toAllowed({ type: 'doc', content })).success),
      { numRuns: 1_000 },
    );
  });
});
