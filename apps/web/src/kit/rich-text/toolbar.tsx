import { useEditorState, type Editor } from '@tiptap/react';
import Bold from 'lucide-react/icons/bold';
import Italic from 'lucide-react/icons/italic';
import List from 'lucide-react/icons/list';
import ListOrdered from 'lucide-react/icons/list-ordered';
import Redo from 'lucide-react/icons/redo-2';
import Undo from 'lucide-react/icons/undo-2';
import { useRef, useState, type KeyboardEvent } from 'react';
import { m } from '../../paraglide/messages.js';

export interface Tool {
  /** Node or mark that is on at the cursor; null for what is done once. */
  name: string | null;
  Icon: typeof Bold;
  word: () => string;
  keys: string;
  act: (editor: Editor) => boolean;
  attributes?: Record<string, unknown>;
}
export const TEXT_TOOLS: readonly Tool[] = [
  { name: 'bold', Icon: Bold, word: () => m.rep_bold(), keys: 'Control+B', act: (editor: Editor) => editor.chain().focus().toggleBold().run() },
  { name: 'italic', Icon: Italic, word: () => m.rep_italic(), keys: 'Control+I', act: (editor: Editor) => editor.chain().focus().toggleItalic().run() },
  {
    name: 'bulletList',
    Icon: List,
    word: () => m.rep_bullets(),
    keys: 'Control+Shift+8',
    act: (editor: Editor) => editor.chain().focus().toggleBulletList().run(),
  },
  {
    name: 'orderedList',
    Icon: ListOrdered,
    word: () => m.rep_numbers(),
    keys: 'Control+Shift+7',
    act: (editor: Editor) => editor.chain().focus().toggleOrderedList().run(),
  },
  { name: null, Icon: Undo, word: () => m.rep_undo(), keys: 'Control+Z', act: (editor: Editor) => editor.chain().focus().undo().run() },
  { name: null, Icon: Redo, word: () => m.rep_redo(), keys: 'Control+Y', act: (editor: Editor) => editor.chain().focus().redo().run() },
];

/** One stop for the Tab key; arrow keys go from button to button. */
export function Toolbar({ editor, label, tools = TEXT_TOOLS }: { editor: Editor; label: string; tools?: readonly Tool[] }) {
  const [at, setAt] = useState(0);
  const bar = useRef<HTMLDivElement>(null);
  const pressed = useEditorState({
    editor,
    selector: ({ editor: now }) => tools.map(({ name, attributes }) => name !== null && now.isActive(name, attributes)),
  });
  function go(event: KeyboardEvent) {
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tools.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const wrapped = (next + tools.length) % tools.length;
    setAt(wrapped);
    bar.current?.querySelectorAll('button')[wrapped]?.focus();
  }
  return (
    <div ref={bar} className="tools" role="toolbar" aria-label={label} onKeyDown={go}>
      {tools.map(({ name, Icon, word, keys, act }, i) => (
        <button
          key={keys}
          type="button"
          className="tool"
          tabIndex={i === at ? 0 : -1}
          aria-pressed={name === null ? undefined : pressed[i]}
          aria-keyshortcuts={keys}
          onFocus={() => setAt(i)}
          onClick={() => act(editor)}
        >
          <Icon aria-hidden size={18} />
          {word()}
        </button>
      ))}
    </div>
  );
}
