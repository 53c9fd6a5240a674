import { Collaboration } from '@tiptap/extension-collaboration';
import { Bold } from '@tiptap/extension-bold';
import { Document } from '@tiptap/extension-document';
import { HardBreak } from '@tiptap/extension-hard-break';
import { Heading } from '@tiptap/extension-heading';
import { Italic } from '@tiptap/extension-italic';
import { BulletList, ListItem, OrderedList } from '@tiptap/extension-list';
import { Paragraph } from '@tiptap/extension-paragraph';
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table';
import { Text } from '@tiptap/extension-text';
import { EditorContent, useEditor } from '@tiptap/react';
import HeadingIcon from 'lucide-react/icons/heading-2';
import TableIcon from 'lucide-react/icons/table';
import { useEffect, useState } from 'react';
import CardIcon from 'lucide-react/icons/list-checks';
import ImageIcon from 'lucide-react/icons/image';
import type * as Y from 'yjs';
import { BOARD_ROOT } from '#lotse/contract';
import { TEXT_TOOLS, Toolbar, type Tool } from '../../kit/rich-text/toolbar.js';
import { m } from '../../paraglide/messages.js';
import { AddToBoard, type Adding } from './add-to-board.js';
import { BoardPicture, ExerciseCard, type Shown } from './board-nodes.js';

const BOARD_TOOLS: readonly Tool[] = [
  {
    ...{ name: 'heading', Icon: HeadingIcon, word: () => m.board_heading(), keys: 'Control+Alt+2', attributes: { level: 2 } },
    act: (editor) => editor.chain().focus().toggleHeading({ level: 2 }).run(),
  },
  ...TEXT_TOOLS,
  {
    ...{ name: 'table', Icon: TableIcon, word: () => m.board_table(), keys: 'Control+Alt+T' },
    act: (editor) =>
      editor.isActive('table')
        ? editor.chain().focus().addRowAfter().run()
        : editor.chain().focus().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run(),
  },
];

const addTools = (open: (what: 'picture' | 'card') => void): Tool[] => [
  { name: null, Icon: ImageIcon, word: () => m.board_picture(), keys: 'Control+Alt+P', act: () => (open('picture'), true) },
  { name: null, Icon: CardIcon, word: () => m.board_card(), keys: 'Control+Alt+K', act: () => (open('card'), true) },
];

interface Props {
  doc: Y.Doc;
  label: string;
  mayWrite: boolean;
  showsTools: boolean;
  shown: Shown;
  /** For those who teach: pictures and tasks. */
  add: Adding | null;
}

/** The text of one page, written by several people at once. */
export default function BoardEditor({ doc, label, mayWrite, showsTools, shown, add }: Props) {
  const [adding, setAdding] = useState<'picture' | 'card' | null>(null);
  const editor = useEditor({
    extensions: [
      ...[Document, Paragraph, Text, HardBreak, Bold, Italic, BulletList, OrderedList, ListItem, Heading.configure({ levels: [2, 3] })],
      ...[Table.configure({ resizable: false }), TableRow, TableHeader, TableCell],
      ...[BoardPicture.configure(shown), ExerciseCard.configure(shown)],
      Collaboration.configure({ document: doc, field: BOARD_ROOT }),
    ],
    editable: mayWrite,
    injectCSS: false,
    editorProps: {
      attributes: { class: 'board-text prose', role: 'textbox', 'aria-multiline': 'true', 'aria-label': label, lang: 'de', spellcheck: 'true' },
    },
  });
  useEffect(() => {
    if (editor.isEditable !== mayWrite) editor.setEditable(mayWrite);
  }, [editor, mayWrite]);
  return (
    <>
      {mayWrite && showsTools && (
        <Toolbar editor={editor} label={m.board_tools()} tools={add === null ? BOARD_TOOLS : [...BOARD_TOOLS, ...addTools(setAdding)]} />
      )}
      {add !== null && <AddToBoard editor={editor} add={add} adding={adding} onClose={() => setAdding(null)} />}
      <EditorContent editor={editor} />
    </>
  );
}
