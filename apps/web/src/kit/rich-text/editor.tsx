import { EditorContent, useEditor, type Editor } from '@tiptap/react';
import type { RichText } from '#lotse/contract';
import { useEffect, useId, useRef } from 'react';
import { m } from '../../paraglide/messages.js';
import { toAllowed } from './allowed.js';
import { EXTENSIONS } from './extensions.js';
import { Toolbar } from './toolbar.js';

interface Props {
  label: string;
  hint: string;
  value: RichText;
  onChange: (next: RichText) => void;
}

/** A field for text with bold, italic and two kinds of list. It holds what stood there when it was drawn; give it a `key` to change that. */
export function RichField({ label, hint, value, onChange }: Props) {
  const id = useId();
  const tell = useRef(onChange);
  useEffect(() => {
    tell.current = onChange;
  });
  const editor = useEditor({
    extensions: EXTENSIONS,
    content: value.content.length === 0 ? '' : value,
    injectCSS: false,
    editorProps: {
      attributes: {
        class: 'input rich rich-input',
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-labelledby': id,
        'aria-describedby': `${id}-hint ${id}-keys`,
        lang: 'de',
        spellcheck: 'true',
      },
    },
    onUpdate: ({ editor: now }: { editor: Editor }) => tell.current(toAllowed(now.getJSON())),
  });
  return (
    <div className="field rich-field">
      <span id={id} className="field-label" onClick={() => editor.commands.focus()}>
        {label}
      </span>
      <span id={`${id}-hint`} className="soft small">
        {hint}
      </span>
      <Toolbar editor={editor} label={m.rep_toolbar({ field: label })} />
      <EditorContent editor={editor} />
      <span id={`${id}-keys`} className="soft small rich-keys">
        {m.rep_editor_keys()}
      </span>
    </div>
  );
}
