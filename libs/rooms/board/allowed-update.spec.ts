import { describe, expect, it } from '@jest/globals';
import * as Y from 'yjs';
import { BOARD_ROOT, BOARD_UPDATE_BYTES } from '#lotse/contract';
import { isAllowedUpdate } from './allowed-update.js';

type Draw = (root: Y.XmlFragment) => void;
function changeOf(draw: (doc: Y.Doc) => void): Uint8Array {
  const doc = new Y.Doc();
  draw(doc);
  return Y.encodeStateAsUpdate(doc);
}
const updateOf = (draw: Draw, root = BOARD_ROOT) => changeOf((doc) => draw(doc.getXmlFragment(root)));
const element = (name: string, ...inside: (Y.XmlElement | Y.XmlText)[]) => {
  const made = new Y.XmlElement(name);
  made.insert(0, inside);
  return made;
};
const words = (text: string) => new Y.XmlText(text);
const bold = () => {
  const text = new Y.XmlText();
  text.insert(0, 'wichtig', { bold: true });
  return text;
};
const heading = () => {
  const made = element('heading', words('Kündigung'));
  made.setAttribute('level', 2 as never);
  return made;
};

const withAttributes = (name: string, attributes: Record<string, string>) => {
  const made = new Y.XmlElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
};

const GOOD: Record<string, Draw> = {
  'a paragraph': (root) => root.insert(0, [element('paragraph', words('Die Probezeit dauert höchstens vier Monate.'))]),
  'bold words': (root) => root.insert(0, [element('paragraph', bold())]),
  'a heading with its level': (root) => root.insert(0, [heading()]),
  'a list': (root) => root.insert(0, [element('bulletList', element('listItem', element('paragraph', words('eins'))))]),
  'a picture': (root) => root.insert(0, [withAttributes('picture', { pictureId: '7b1f1f0e-8f5e-4f6e-9f7e-0d9a0e6b7a11', alt: 'Der Vertrag' })]),
  'an exercise card': (root) => root.insert(0, [withAttributes('exerciseCard', { unitId: 'u', exerciseId: 'e', title: 'Probezeit' })]),
  'a table': (root) => root.insert(0, [element('table', element('tableRow', element('tableCell', element('paragraph', words('12,50 €')))))]),
  'text that was deleted again': (root) => {
    root.insert(0, [element('paragraph', words('falsch'))]);
    root.delete(0, 1);
  },
};
const BAD: Record<string, Uint8Array> = {
  'an unknown node': updateOf((root) => root.insert(0, [element('script', words('alert(1)'))])),
  'a picture from elsewhere': updateOf((root) => root.insert(0, [element('image')])),
  'an unknown attribute': updateOf((root) => {
    const made = element('paragraph');
    made.setAttribute('onclick', 'x');
    root.insert(0, [made]);
  }),
  'an unknown mark': updateOf((root) => {
    const text = new Y.XmlText();
    text.insert(0, 'x', { link: { href: 'https://elsewhere.example' } });
    root.insert(0, [element('paragraph', text)]);
  }),
  'an object in an allowed mark': updateOf((root) => {
    const text = new Y.XmlText();
    text.insert(0, 'x', { bold: { href: 'https://elsewhere.example' } });
    root.insert(0, [element('paragraph', text)]);
  }),
  'another root': updateOf((root) => root.insert(0, [element('paragraph', words('x'))]), 'elsewhere'),
  'a map beside the text': changeOf((doc) => doc.getMap(BOARD_ROOT).set('a', 1)),
  'an embedded document': changeOf((doc) => doc.getArray(BOARD_ROOT).insert(0, [new Y.Doc()])),
  bytes: changeOf((doc) => doc.getArray(BOARD_ROOT).insert(0, [new Uint8Array([1, 2, 3])])),
  nothing: new Uint8Array(),
  'no update at all': new TextEncoder().encode('no update at all'),
  'an update that is cut off': updateOf((root) => root.insert(0, [element('paragraph', words('Die Probezeit'))])).slice(0, 20),
  'one that is too large': updateOf((root) =>
    root.insert(
      0,
      Array.from({ length: 8 }, () => element('paragraph', words('x'.repeat(BOARD_UPDATE_BYTES / 4)))),
    ),
  ),
};

describe('a change of the board', () => {
  it.each(Object.entries(GOOD))('may be %s', (_, draw) => expect(isAllowedUpdate(updateOf(draw))).toBe(true));
  it.each(Object.entries(BAD))('is refused: %s', (_, update) => expect(isAllowedUpdate(update)).toBe(false));
});
