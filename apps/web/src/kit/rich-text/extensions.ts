import { Bold } from '@tiptap/extension-bold';
import { Document } from '@tiptap/extension-document';
import { HardBreak } from '@tiptap/extension-hard-break';
import { Italic } from '@tiptap/extension-italic';
import { BulletList, ListItem, OrderedList } from '@tiptap/extension-list';
import { Paragraph } from '@tiptap/extension-paragraph';
import { Text } from '@tiptap/extension-text';
import { UndoRedo } from '@tiptap/extensions';

/** Tab leaves the field, as in every other field: nobody is caught in a list. */
const Item = ListItem.extend({
  addKeyboardShortcuts() {
    return { Enter: () => this.editor.commands.splitListItem(this.name) };
  },
});
/** Every numbered list begins at 1: another beginning would not be stored. */
const Numbered = OrderedList.extend({ addAttributes: () => ({}), renderHTML: () => ['ol', 0] });

/** The allow-list of `libs/contract/rich-text.ts`, and nothing else. */
export const EXTENSIONS = [Document, Paragraph, Text, HardBreak, Bold, Italic, BulletList, Numbered, Item, UndoRedo];
