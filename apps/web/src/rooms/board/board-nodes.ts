import { Node } from '@tiptap/core';
import { m } from '../../paraglide/messages.js';

export interface Shown {
  /** An address of the picture that the page may show. */
  picture: (pictureId: string) => Promise<string>;
  /** What may be done with the task of a card; null where nothing. */
  card: ((unitId: string, exerciseId: string) => { word: string; act: () => void } | null) | null;
}

/** A picture of the room, in the text where it belongs. What is stored is its id and its description. */
export const BoardPicture = Node.create<Shown>({
  name: 'picture',
  group: 'block',
  atom: true,
  addOptions: () => ({ picture: () => Promise.reject(new Error('no pictures here')), card: null }),
  addAttributes: () => ({ pictureId: { default: '' }, alt: { default: '' } }),
  renderHTML: ({ HTMLAttributes }) => ['figure', HTMLAttributes],
  addNodeView() {
    return ({ node }) => {
      const dom = document.createElement('figure');
      dom.className = 'board-picture';
      const img = document.createElement('img');
      img.alt = String(node.attrs['alt']);
      dom.append(img);
      this.options.picture(String(node.attrs['pictureId'])).then(
        (address) => (img.src = address),
        () => dom.replaceChildren(m.board_picture_gone()),
      );
      return { dom };
    };
  },
});

/** A task as a card: the tutor starts it for all, a trainee opens its unit. */
export const ExerciseCard = Node.create<Shown>({
  name: 'exerciseCard',
  group: 'block',
  atom: true,
  addOptions: () => ({ picture: () => Promise.reject(new Error('no pictures here')), card: null }),
  addAttributes: () => ({ unitId: { default: '' }, exerciseId: { default: '' }, title: { default: '' } }),
  renderHTML: ({ HTMLAttributes }) => ['div', HTMLAttributes],
  addNodeView() {
    return ({ node }) => {
      const [unitId, exerciseId, title] = ['unitId', 'exerciseId', 'title'].map((name) => String(node.attrs[name])) as [string, string, string];
      const dom = document.createElement('div');
      dom.className = 'board-card';
      const words = document.createElement('span');
      words.textContent = `${m.board_card()}: ${title}`;
      dom.append(words);
      const offer = this.options.card?.(unitId, exerciseId) ?? null;
      if (offer !== null) {
        const button = document.createElement('button');
        button.type = 'button';
        button.className = 'button';
        button.textContent = offer.word;
        button.addEventListener('click', offer.act);
        dom.append(button);
      }
      return { dom, stopEvent: (event: Event) => event.target instanceof HTMLButtonElement };
    };
  },
});
