import type { Editor } from '@tiptap/react';
import { useState } from 'react';
import { Note } from '../../kit/design/note.js';
import { Sheet } from '../../kit/design/sheet.js';
import { useUnsaved } from '../../kit/design/unsaved.js';
import { Field, Form } from '../../kit/form/form.js';
import { m } from '../../paraglide/messages.js';
import { ChooseExercise } from '../pick/choose-exercise.js';
import { shrinkPicture } from './shrink-picture.js';

export interface Adding {
  /** Stores a picture and tells its id. */
  picture: (picture: Blob) => Promise<string>;
}

/** Pictures and tasks are put where the cursor is. */
export function AddToBoard({ editor, add, adding, onClose }: { editor: Editor; add: Adding; adding: 'picture' | 'card' | null; onClose: () => void }) {
  const insert = (type: string, attrs: Record<string, string>) => {
    editor.chain().focus().insertContent({ type, attrs }).run();
    onClose();
  };
  return (
    <>
      <Sheet title={m.board_picture()} open={adding === 'picture'} onClose={onClose}>
        <AddPicture add={add} onAdded={(pictureId, alt) => insert('picture', { pictureId, alt })} />
      </Sheet>
      <Sheet title={m.board_card()} open={adding === 'card'} onClose={onClose}>
        <ChooseExercise word={m.board_card_add()} onChoose={(unitId, exerciseId, title) => insert('exerciseCard', { unitId, exerciseId, title })} />
      </Sheet>
    </>
  );
}

function AddPicture({ add, onAdded }: { add: Adding; onAdded: (pictureId: string, alt: string) => void }) {
  const [file, setFile] = useState<File | null>(null);
  const [alt, setAlt] = useState('');
  const [isUnreadable, setUnreadable] = useState(false);
  useUnsaved({ file: file?.name, alt });
  async function send() {
    setUnreadable(false);
    const picture = file && (await shrinkPicture(file));
    if (!picture) return setUnreadable(true);
    onAdded(await add.picture(picture), alt.trim());
  }
  return (
    <Form submit={m.board_picture_add()} onSubmit={send}>
      <label className="field">
        <span>{m.board_picture_file()}</span>
        <input className="input" type="file" required accept="image/*" onChange={(event) => setFile(event.currentTarget.files?.[0] ?? null)} />
      </label>
      <Field label={m.board_picture_alt()} hint={m.board_picture_alt_hint()} value={alt} required maxLength={200} onChange={setAlt} />
      {isUnreadable && (
        <Note look="wrong" role="alert">
          {m.board_picture_unreadable()}
        </Note>
      )}
    </Form>
  );
}
